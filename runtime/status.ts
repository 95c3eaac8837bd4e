/** Status values that the waits return (source: ntstatus.h). */
export const STATUS_SUCCESS = 0;
/** The wait ended because its time was over. A success code, as in the WDK. */
export const STATUS_TIMEOUT = 0x102;
