/** A work item; made by `IoAllocateWorkItem`. */
export interface IO_WORKITEM {
  readonly kind?: "IO_WORKITEM";
}
