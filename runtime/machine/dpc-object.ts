/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars -- skeleton */
export class KDPC {
  declare private readonly nominal: "KDPC";
  constructor(..._storage: any[]) {}
}
