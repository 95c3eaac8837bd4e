/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars -- skeleton */
export class KINTERRUPT {
  declare private readonly nominal: "KINTERRUPT";
  constructor(..._storage: any[]) {}
}
