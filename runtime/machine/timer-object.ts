/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars -- skeleton */
export class KTIMER {
  declare private readonly nominal: "KTIMER";
  constructor(..._storage: any[]) {}
}
