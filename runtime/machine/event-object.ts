/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars -- skeleton */
export class KEVENT {
  declare private readonly nominal: "KEVENT";
  constructor(..._storage: any[]) {}
}
