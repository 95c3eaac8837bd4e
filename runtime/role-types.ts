/* eslint-disable @typescript-eslint/no-explicit-any -- generated; the parameters of these callbacks are the driver's own types */
// Generated from the WDK headers' `_Function_class_` and `_IRQL_` annotations: every callback type whose level is
// stated and that `driver-roles.ts` does not spell out. One line per type; the comment is the level on entry.

/** oprghdlr.h; entered at IRQL PASSIVE_LEVEL. */
export type ACPI_OP_REGION_CALLBACK = (...parameters: any[]) => any;
/** oprghdlr.h; entered at IRQL PASSIVE_LEVEL. */
export type ACPI_OP_REGION_HANDLER = (...parameters: any[]) => any;
/** batclass.h; entered at IRQL PASSIVE_LEVEL. */
export type BCLASS_DISABLE_STATUS_NOTIFY_CALLBACK = (...parameters: any[]) => any;
/** batclass.h; entered at IRQL PASSIVE_LEVEL. */
export type BCLASS_QUERY_INFORMATION_CALLBACK = (...parameters: any[]) => any;
/** batclass.h; entered at IRQL PASSIVE_LEVEL. */
export type BCLASS_QUERY_STATUS_CALLBACK = (...parameters: any[]) => any;
/** batclass.h; entered at IRQL PASSIVE_LEVEL. */
export type BCLASS_QUERY_TAG_CALLBACK = (...parameters: any[]) => any;
/** batclass.h; entered at IRQL PASSIVE_LEVEL. */
export type BCLASS_SET_INFORMATION_CALLBACK = (...parameters: any[]) => any;
/** batclass.h; entered at IRQL PASSIVE_LEVEL. */
export type BCLASS_SET_STATUS_NOTIFY_CALLBACK = (...parameters: any[]) => any;
/** ntddvol.h; entered at IRQL PASSIVE_LEVEL. */
export type CSV_BLOCKCACHE_DISABLE_CACHE = (...parameters: any[]) => any;
/** ntddvol.h; entered at IRQL PASSIVE_LEVEL. */
export type CSV_BLOCKCACHE_ENABLE_CACHE = (...parameters: any[]) => any;
/** ntddvol.h; entered at IRQL PASSIVE_LEVEL. */
export type CSV_BLOCKCACHE_PURGE_CACHE = (...parameters: any[]) => any;
/** ntddvol.h; entered at IRQL PASSIVE_LEVEL. */
export type CSV_FILECACHE_CLEANUP_CACHE = (...parameters: any[]) => any;
/** ntddvol.h; entered at IRQL <= DISPATCH_LEVEL. */
export type CSV_FILECACHE_COMPLETE_CACHE_IO = (...parameters: any[]) => any;
/** ntddvol.h; entered at IRQL <= DISPATCH_LEVEL. */
export type CSV_FILECACHE_COMPLETE_CACHE_IO_V2 = (...parameters: any[]) => any;
/** ntddvol.h; entered at IRQL <= DISPATCH_LEVEL. */
export type CSV_FILECACHE_COMPLETE_CACHE_MISS = (...parameters: any[]) => any;
/** ntddvol.h; entered at IRQL PASSIVE_LEVEL. */
export type CSV_FILECACHE_HANDLE_CACHE_IO = (...parameters: any[]) => any;
/** ntddvol.h; entered at IRQL PASSIVE_LEVEL. */
export type CSV_FILECACHE_HANDLE_CACHE_MISS = (...parameters: any[]) => any;
/** ntddvol.h; entered at IRQL PASSIVE_LEVEL. */
export type CSV_FILECACHE_HANDLE_CACHE_MISS_V2 = (...parameters: any[]) => any;
/** ntddvol.h; entered at IRQL PASSIVE_LEVEL. */
export type CSV_FILECACHE_PURGE_RDCACHE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type D3COLD_REQUEST_AUX_POWER = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type D3COLD_REQUEST_CORE_POWER_RAIL = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type D3COLD_REQUEST_PERST_DELAY = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type DEVICE_BUS_SPECIFIC_RESET_HANDLER = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type DEVICE_QUERY_BUS_SPECIFIC_RESET_HANDLER = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type DEVICE_RESET_HANDLER = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type DMA_CANCEL_TRANSFER = (...parameters: any[]) => any;
/** WDM; entered at IRQL DISPATCH_LEVEL. */
export type DMA_COMPLETION_ROUTINE = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type DMA_CONFIGURE_CHANNEL = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type DMA_FLUSH_CHANNEL = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type DMA_HANDLE_INTERRUPT = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type DMA_INITIALIZE_CONTROLLER = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type DMA_PROGRAM_CHANNEL = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type DMA_QUERY_MAX_FRAGMENTS = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type DMA_READ_DMA_COUNTER = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type DMA_REPORT_COMMON_BUFFER = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type DMA_VALIDATE_REQUEST_LINE_BINDING = (...parameters: any[]) => any;
/** WDM; entered at IRQL DISPATCH_LEVEL. */
export type DRIVER_CONTROL = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type DRIVER_DISPATCH_PAGED = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type DRIVER_DISPATCH_RAISED = (...parameters: any[]) => any;
/** WDM; entered at IRQL DISPATCH_LEVEL. */
export type DRIVER_LIST_CONTROL = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type DRIVER_NOTIFICATION_CALLBACK_ROUTINE = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_CREATEVIRTUALGPU = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_DESTROYVIRTUALGPU = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_DPAUXIOTRANSMISSION = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_DPI2CIOTRANSMISSION = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_DPSBMTRANSMISSION = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_DSICAPS = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_DSIRESET = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_DSITRANSMISSION = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETBACKINGRESOURCE = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETDEVICELOCATION = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETDISPLAYSTATEINTRUSIVE = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETDISPLAYSTATENONINTRUSIVE = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETDPADDRESS = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETGPUENGINES = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETGPUPARTITIONINFO = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETMMIORANGECOUNT = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETMMIORANGES = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETRESOURCEFORBAR = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETVENDORANDDEVICE = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETVIRTUALGPUINFO = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_GETVIRTUALGPUPROFILE = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_QUERYDPCAPS = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_QUERYMITIGATEDRANGECOUNT = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_QUERYMITIGATEDRANGES = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_QUERYPROBEDBARS = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_QUERYVIRTUALFUNCTIONLUID = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_READVIRTUALFUNCTIONCONFIG = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_RESETVIRTUALFUNCTION = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_RESUMEVIRTUALGPU = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_SETGPUPARTITIONCOUNT = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_SETVIRTUALFUNCTIONPOWERSTATE = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_SETVIRTUALGPURESOURCES = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_SETVIRTUALGPUVMBUS = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_SUSPENDVIRTUALGPU = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_VIRTUALGPUDRIVERESCAPE = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_WRITEVIRTUALFUNCTIONCONFIG = (...parameters: any[]) => any;
/** dispmprt.h; entered at IRQL PASSIVE_LEVEL. */
export type DXGKDDI_WRITEVIRTUALFUNCTIONCONFIGBLOCK = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type ENABLE_VIRTUALIZATION = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_AUDIOENGINE_ASSIGN_EFFECTS_STATE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_AUDIOENGINE_ASSIGN_ENGINE_FORMAT = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_AUDIOENGINE_RETRIEVE_BUFFER_SIZE_LIMITS = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_AUDIOENGINE_RETRIEVE_EFFECTS_STATE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_AUDIOENGINE_RETRIEVE_ENGINE_FORMAT = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_AUDIOMODULE_PROCESSCOMMAND = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_CIRCUIT_COMPOSITE_CIRCUIT_INITIALIZE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_CIRCUIT_COMPOSITE_DEINITIALIZE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_CIRCUIT_COMPOSITE_INITIALIZE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_CIRCUIT_CREATE_STREAM = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_CIRCUIT_POWER_DOWN = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_CIRCUIT_POWER_UP = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_CIRCUIT_PREPARE_HARDWARE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_CIRCUIT_RELEASE_HARDWARE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_EVENT_DISABLE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_EVENT_ENABLE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_FACTORY_CIRCUIT_CREATE_CIRCUIT = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_FACTORY_CIRCUIT_CREATE_CIRCUITDEVICE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_FACTORY_CIRCUIT_DELETE_CIRCUITDEVICE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_FACTORY_CIRCUIT_POWER_DOWN = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_FACTORY_CIRCUIT_POWER_UP = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_FACTORY_CIRCUIT_PREPARE_HARDWARE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_FACTORY_CIRCUIT_RELEASE_HARDWARE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_JACK_RETRIEVE_PRESENCE_STATE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_KEYWORDSPOTTER_ASSIGN_ARM = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_KEYWORDSPOTTER_ASSIGN_PATTERNS = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_KEYWORDSPOTTER_ASSIGN_RESET = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_KEYWORDSPOTTER_RETRIEVE_ARM = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_MUTE_ASSIGN_STATE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_MUTE_RETRIEVE_STATE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_OBJECT_PREPROCESS_REQUEST = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_OBJECT_PROCESS_EVENT_REQUEST = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_OBJECT_PROCESS_REQUEST = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_PEAKMETER_RETRIEVE_LEVEL = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_PIN_CONNECTED = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_PIN_DATAFORMAT_CHANGE_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_PIN_DISCONNECTED = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_PIN_RETRIEVE_JACK_SINK_INFO = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_PIN_RETRIEVE_NAME = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_PIN_SET_DATAFORMAT = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_RAMPED_VOLUME_ASSIGN_LEVEL = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAMAUDIOENGINE_ASSIGN_CURRENT_WRITE_POSITION = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAMAUDIOENGINE_ASSIGN_EFFECTS_STATE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAMAUDIOENGINE_ASSIGN_LAST_BUFFER_POSITION = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAMAUDIOENGINE_ASSIGN_LOOPBACK_PROTECTION = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAMAUDIOENGINE_RETRIEVE_EFFECTS_STATE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAMAUDIOENGINE_RETRIEVE_LINEAR_BUFFER_POSITION = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAMAUDIOENGINE_RETRIEVE_PRESENTATION_POSITION = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAM_ALLOCATE_RTPACKETS = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAM_ASSIGN_DRM_CONTENT_ID = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAM_FREE_RTPACKETS = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAM_GET_CAPTURE_PACKET = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAM_GET_CURRENT_PACKET = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAM_GET_HW_LATENCY = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAM_GET_PRESENTATION_POSITION = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAM_PAUSE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAM_PREPARE_HARDWARE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAM_RELEASE_HARDWARE = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAM_RUN = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_STREAM_SET_RENDER_PACKET = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_VOLUME_ASSIGN_LEVEL = (...parameters: any[]) => any;
/** KMDF, acx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_ACX_VOLUME_RETRIEVE_LEVEL = (...parameters: any[]) => any;
/** KMDF, HidSpiCx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_HIDSPICX_NOTIFY_POWERDOWN = (...parameters: any[]) => any;
/** KMDF, HidSpiCx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_HIDSPICX_RESETDEVICE = (...parameters: any[]) => any;
/** KMDF, mbbcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_MBB_DEVICE_CREATE_ADAPTER = (...parameters: any[]) => any;
/** KMDF, mbbcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_MBB_DEVICE_RECEIVE_MBIM_FRAGMENT = (...parameters: any[]) => any;
/** KMDF, mbbcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_MBB_DEVICE_SEND_DEVICE_SERVICE_SESSION_DATA = (...parameters: any[]) => any;
/** KMDF, mbbcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_MBB_DEVICE_SEND_MBIM_FRAGMENT = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_ADAPTER_CREATE_RXQUEUE = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_ADAPTER_CREATE_TXQUEUE = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_ADAPTER_OFFLOAD_SET_CHECKSUM = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_ADAPTER_OFFLOAD_SET_GSO = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_ADAPTER_OFFLOAD_SET_RSC = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_ADAPTER_OFFLOAD_SET_RX_CHECKSUM = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_ADAPTER_OFFLOAD_SET_TX_CHECKSUM = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_ADAPTER_RECEIVE_SCALING_DISABLE = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_ADAPTER_RECEIVE_SCALING_ENABLE = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_ADAPTER_RECEIVE_SCALING_SET_HASH_SECRET_KEY = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_ADAPTER_RECEIVE_SCALING_SET_INDIRECTION_ENTRIES = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_NET_ADAPTER_RETURN_RX_BUFFER = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_ADAPTER_SET_RECEIVE_FILTER = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_DEVICE_COLLECT_RESET_DIAGNOSTICS = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_DEVICE_PREVIEW_POWER_OFFLOAD = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_DEVICE_PREVIEW_WAKE_SOURCE = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_NET_EXECUTION_CONTEXT_POST_ADVANCE = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_NET_EXECUTION_CONTEXT_PRE_ADVANCE = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_NET_EXECUTION_CONTEXT_SET_NOTIFICATION_ENABLED = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_NET_EXECUTION_CONTEXT_TASK = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_PACKET_QUEUE_ADVANCE = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_PACKET_QUEUE_CANCEL = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_PACKET_QUEUE_SET_NOTIFICATION_ENABLED = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_PACKET_QUEUE_START = (...parameters: any[]) => any;
/** KMDF, netcx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_PACKET_QUEUE_STOP = (...parameters: any[]) => any;
/** portcls.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_PC_POST_PO_FX_REGISTER_DEVICE = (...parameters: any[]) => any;
/** portcls.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_PC_PRE_PO_FX_UNREGISTER_DEVICE = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_SERCX2_APPLY_CONFIG = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_CONTROL = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_CUSTOM_RECEIVE_TRANSACTION_CLEANUP = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_CUSTOM_RECEIVE_TRANSACTION_ENABLE_NEW_DATA_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_CUSTOM_RECEIVE_TRANSACTION_INITIALIZE = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_CUSTOM_RECEIVE_TRANSACTION_QUERY_PROGRESS = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_CUSTOM_RECEIVE_TRANSACTION_START = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_CUSTOM_TRANSMIT_TRANSACTION_CLEANUP = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_CUSTOM_TRANSMIT_TRANSACTION_INITIALIZE = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_CUSTOM_TRANSMIT_TRANSACTION_START = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_FILECLOSE = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_FILEOPEN = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_RECEIVE_CANCEL_READY_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_RECEIVE_CLEANUP_TRANSACTION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_RECEIVE_ENABLE_READY_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_RECEIVE_INITIALIZE_TRANSACTION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_RECEIVE_READ_BUFFER = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_TRANSMIT_CANCEL_DRAIN_FIFO = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_TRANSMIT_CANCEL_READY_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_TRANSMIT_CLEANUP_TRANSACTION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_TRANSMIT_DRAIN_FIFO = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_TRANSMIT_ENABLE_READY_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_TRANSMIT_INITIALIZE_TRANSACTION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_TRANSMIT_PURGE_FIFO = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_PIO_TRANSMIT_WRITE_BUFFER = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_SERCX2_PURGE_FIFOS = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_SELECT_NEXT_RECEIVE_TRANSACTION_TYPE = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_SELECT_NEXT_TRANSMIT_TRANSACTION_TYPE = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_SET_WAIT_MASK = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_SYSTEM_DMA_RECEIVE_CANCEL_NEW_DATA_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_SYSTEM_DMA_RECEIVE_CLEANUP_TRANSACTION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL DISPATCH_LEVEL. */
export type EVT_SERCX2_SYSTEM_DMA_RECEIVE_CONFIGURE_DMA_CHANNEL = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_SYSTEM_DMA_RECEIVE_ENABLE_NEW_DATA_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_SYSTEM_DMA_RECEIVE_INITIALIZE_TRANSACTION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_SYSTEM_DMA_TRANSMIT_CANCEL_DRAIN_FIFO = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_SYSTEM_DMA_TRANSMIT_CLEANUP_TRANSACTION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL DISPATCH_LEVEL. */
export type EVT_SERCX2_SYSTEM_DMA_TRANSMIT_CONFIGURE_DMA_CHANNEL = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_SYSTEM_DMA_TRANSMIT_DRAIN_FIFO = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_SYSTEM_DMA_TRANSMIT_INITIALIZE_TRANSACTION = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX2_SYSTEM_DMA_TRANSMIT_PURGE_FIFO = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX_APPLY_CONFIG = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX_CONTROL = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX_FILECLEANUP = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX_FILECLOSE = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX_FILEOPEN = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX_PURGE = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX_RECEIVE = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX_RECEIVE_CANCEL = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX_TRANSMIT = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX_TRANSMIT_CANCEL = (...parameters: any[]) => any;
/** KMDF, sercx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SERCX_WAITMASK = (...parameters: any[]) => any;
/** KMDF, spb; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SPB_CONTROLLER_LOCK = (...parameters: any[]) => any;
/** KMDF, spb; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SPB_CONTROLLER_OTHER = (...parameters: any[]) => any;
/** KMDF, spb; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SPB_CONTROLLER_READ = (...parameters: any[]) => any;
/** KMDF, spb; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SPB_CONTROLLER_SEQUENCE = (...parameters: any[]) => any;
/** KMDF, spb; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SPB_CONTROLLER_UNLOCK = (...parameters: any[]) => any;
/** KMDF, spb; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_SPB_CONTROLLER_WRITE = (...parameters: any[]) => any;
/** KMDF, spb; entered at IRQL PASSIVE_LEVEL. */
export type EVT_SPB_TARGET_CONNECT = (...parameters: any[]) => any;
/** KMDF, spb; entered at IRQL PASSIVE_LEVEL. */
export type EVT_SPB_TARGET_DISCONNECT = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_CANCEL_SECURE_SERVICE_REQUEST = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_CONNECT_SECURE_ENVIRONMENT = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_CONNECT_SECURE_SERVICE = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_CREATE_SECURE_DEVICE_CONTEXT = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_CREATE_SECURE_SERVICE_CONTEXT = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_CREATE_SECURE_SERVICE_SESSION_CONTEXT = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_DESTROY_SECURE_DEVICE_CONTEXT = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_DESTROY_SECURE_SERVICE_CONTEXT = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_DESTROY_SECURE_SERVICE_SESSION_CONTEXT = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_DISCONNECT_SECURE_ENVIRONMENT = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_DISCONNECT_SECURE_SERVICE = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_ENUMERATE_SECURE_SERVICES = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_PREPARE_HARDWARE_SECURE_ENVIRONMENT = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_PROCESS_OTHER_DEVICE_IO = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_PROCESS_OTHER_SECURE_SERVICE_IO = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_PROCESS_SECURE_SERVICE_REQUEST = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_QUERY_SERVICE_CALLBACKS = (...parameters: any[]) => any;
/** trustedruntimeclx.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_TR_RELEASE_HARDWARE_SECURE_ENVIRONMENT = (...parameters: any[]) => any;
/** KMDF, ucm; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCM_CONNECTOR_SET_DATA_ROLE = (...parameters: any[]) => any;
/** KMDF, ucm; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCM_CONNECTOR_SET_POWER_ROLE = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCX_CONTROLLER_GET_CURRENT_FRAMENUMBER = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_CONTROLLER_GET_FRAME_NUMBER_AND_QPC_FOR_TIME_SYNC = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCX_CONTROLLER_GET_TRANSPORT_CHARACTERISTICS = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCX_CONTROLLER_QUERY_USB_CAPABILITY = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCX_CONTROLLER_RESET = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_CONTROLLER_SET_TRANSPORT_CHARACTERISTICS_CHANGE_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCX_CONTROLLER_START_TRACKING_FOR_TIME_SYNC = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCX_CONTROLLER_STOP_TRACKING_FOR_TIME_SYNC = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCX_CONTROLLER_USBDEVICE_ADD = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_DEFAULT_ENDPOINT_UPDATE = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ENDPOINT_ABORT = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ENDPOINT_GET_ISOCH_TRANSFER_PATH_DELAYS = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ENDPOINT_OK_TO_CANCEL_TRANSFERS = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ENDPOINT_PURGE = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ENDPOINT_RESET = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ENDPOINT_SET_CHARACTERISTIC = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ENDPOINT_START = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCX_ENDPOINT_STATIC_STREAMS_ADD = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ENDPOINT_STATIC_STREAMS_DISABLE = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ENDPOINT_STATIC_STREAMS_ENABLE = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ROOTHUB_CONTROL_URB = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ROOTHUB_GET_20PORT_INFO = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ROOTHUB_GET_30PORT_INFO = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ROOTHUB_GET_INFO = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_ROOTHUB_INTERRUPT_TX = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_USBDEVICE_ADDRESS = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCX_USBDEVICE_DEFAULT_ENDPOINT_ADD = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_USBDEVICE_DISABLE = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_USBDEVICE_ENABLE = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_USBDEVICE_ENDPOINTS_CONFIGURE = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCX_USBDEVICE_ENDPOINT_ADD = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_USBDEVICE_GET_CHARACTERISTIC = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_USBDEVICE_HUB_INFO = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_USBDEVICE_RESET = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCX_USBDEVICE_RESUME = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UCX_USBDEVICE_SUSPEND = (...parameters: any[]) => any;
/** KMDF, ucx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UCX_USBDEVICE_UPDATE = (...parameters: any[]) => any;
/** KMDF, ude; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UDECX_USB_DEVICE_D0_ENTRY = (...parameters: any[]) => any;
/** KMDF, ude; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UDECX_USB_DEVICE_D0_EXIT = (...parameters: any[]) => any;
/** KMDF, ude; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UDECX_USB_DEVICE_DEFAULT_ENDPOINT_ADD = (...parameters: any[]) => any;
/** KMDF, ude; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UDECX_USB_DEVICE_ENDPOINTS_CONFIGURE = (...parameters: any[]) => any;
/** KMDF, ude; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UDECX_USB_DEVICE_ENDPOINT_ADD = (...parameters: any[]) => any;
/** KMDF, ude; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UDECX_USB_DEVICE_SET_FUNCTION_SUSPEND_AND_WAKE = (...parameters: any[]) => any;
/** KMDF, ude; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UDECX_USB_ENDPOINT_PURGE = (...parameters: any[]) => any;
/** KMDF, ude; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UDECX_USB_ENDPOINT_RESET = (...parameters: any[]) => any;
/** KMDF, ude; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UDECX_USB_ENDPOINT_START = (...parameters: any[]) => any;
/** KMDF, ude; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UDECX_WDF_DEVICE_QUERY_USB_CAPABILITY = (...parameters: any[]) => any;
/** KMDF, ude; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UDECX_WDF_DEVICE_RESET = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UFX_DEVICE_ADDRESSED = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UFX_DEVICE_CONTROLLER_RESET = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UFX_DEVICE_DEFAULT_ENDPOINT_ADD = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UFX_DEVICE_ENDPOINT_ADD = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UFX_DEVICE_HOST_CONNECT = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UFX_DEVICE_HOST_DISCONNECT = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UFX_DEVICE_PORT_CHANGE = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UFX_DEVICE_PORT_DETECT = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UFX_DEVICE_PROPRIETARY_CHARGER_DETECT = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UFX_DEVICE_PROPRIETARY_CHARGER_RESET = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UFX_DEVICE_PROPRIETARY_CHARGER_SET_PROPERTY = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UFX_DEVICE_REMOTE_WAKEUP_SIGNAL = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UFX_DEVICE_SUPER_SPEED_POWER_FEATURE = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UFX_DEVICE_TESTHOOK = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_UFX_DEVICE_TEST_MODE_SET = (...parameters: any[]) => any;
/** KMDF, ufx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_UFX_DEVICE_USB_STATE_CHANGE = (...parameters: any[]) => any;
/** KMDF, urs; entered at IRQL PASSIVE_LEVEL. */
export type EVT_URS_DEVICE_FILTER_RESOURCE_REQUIREMENTS = (...parameters: any[]) => any;
/** KMDF, urs; entered at IRQL PASSIVE_LEVEL. */
export type EVT_URS_SET_ROLE = (...parameters: any[]) => any;
/** usbpmapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_USBPM_EVENT_CALLBACK = (...parameters: any[]) => any;
/** vhf.h; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_VHF_ASYNC_OPERATION = (...parameters: any[]) => any;
/** vhf.h; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_VHF_CLEANUP = (...parameters: any[]) => any;
/** vhf.h; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_VHF_READY_FOR_NEXT_READ_REPORT = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_CLOSED = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_CLOSED_EX = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_OPENED = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_OPENED_EX = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_PNP_FAILURE = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_POST_STARTED = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_POST_STARTED_EX = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_VMB_CHANNEL_PROCESSING_COMPLETE = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_VMB_CHANNEL_PROCESSING_COMPLETE_EX = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_VMB_CHANNEL_PROCESS_PACKET = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_VMB_CHANNEL_PROCESS_PACKET_EX = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_RESTORE_PACKET = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_RESTORE_PACKET_EX = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_SAVE_PACKET = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_SAVE_PACKET_EX = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_STARTED = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_STARTED_EX = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_SUSPEND = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL PASSIVE_LEVEL. */
export type EVT_VMB_CHANNEL_SUSPEND_EX = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_VMB_PACKET_COMPLETION_ROUTINE = (...parameters: any[]) => any;
/** vmbuskernelmodeclientlibapi.h; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_VMB_PACKET_COMPLETION_ROUTINE_EX = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDFDEVICE_WDM_IRP_DISPATCH = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDFDEVICE_WDM_IRP_PREPROCESS = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDFDEVICE_WDM_POST_PO_FX_REGISTER_DEVICE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDFDEVICE_WDM_PRE_PO_FX_UNREGISTER_DEVICE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_CLEANUP = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_COPY = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_CHILD_LIST_ADDRESS_DESCRIPTION_DUPLICATE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_CHILD_LIST_CREATE_DEVICE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_CHILD_LIST_DEVICE_REENUMERATED = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_CLEANUP = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COMPARE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_COPY = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_CHILD_LIST_IDENTIFICATION_DESCRIPTION_DUPLICATE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_CHILD_LIST_SCAN_FOR_CHILDREN = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_ARM_WAKE_FROM_S0 = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_ARM_WAKE_FROM_SX = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_ARM_WAKE_FROM_SX_WITH_REASON = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_DEVICE_CONTEXT_CLEANUP = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_DEVICE_CONTEXT_DESTROY = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_D0_ENTRY = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_D0_ENTRY_POST_HARDWARE_ENABLED = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_D0_ENTRY_POST_INTERRUPTS_ENABLED = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_D0_EXIT = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_D0_EXIT_PRE_HARDWARE_DISABLED = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_D0_EXIT_PRE_INTERRUPTS_DISABLED = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_DISABLE_WAKE_AT_BUS = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_DISARM_WAKE_FROM_S0 = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_DISARM_WAKE_FROM_SX = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_EJECT = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_ENABLE_WAKE_AT_BUS = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_FILE_CREATE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_FILTER_RESOURCE_REQUIREMENTS = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_PNP_STATE_CHANGE_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_POWER_POLICY_STATE_CHANGE_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_POWER_STATE_CHANGE_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_PREPARE_HARDWARE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_QUERY_REMOVE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_QUERY_STOP = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_RELATIONS_QUERY = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_RELEASE_HARDWARE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_REMOVE_ADDED_RESOURCES = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_REPORTED_MISSING = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_RESOURCES_QUERY = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_RESOURCE_REQUIREMENTS_QUERY = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_SELF_MANAGED_IO_CLEANUP = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_SELF_MANAGED_IO_FLUSH = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_SELF_MANAGED_IO_INIT = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_SELF_MANAGED_IO_RESTART = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_SELF_MANAGED_IO_SUSPEND = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_SET_LOCK = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_SHUTDOWN_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_SURPRISE_REMOVAL = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_USAGE_NOTIFICATION = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_USAGE_NOTIFICATION_EX = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_WAKE_FROM_S0_TRIGGERED = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DEVICE_WAKE_FROM_SX_TRIGGERED = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DMA_ENABLER_DISABLE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DMA_ENABLER_ENABLE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DMA_ENABLER_FILL = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DMA_ENABLER_FLUSH = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DMA_ENABLER_SELFMANAGED_IO_START = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DMA_ENABLER_SELFMANAGED_IO_STOP = (...parameters: any[]) => any;
/** KMDF; entered at IRQL DISPATCH_LEVEL. */
export type EVT_WDF_DMA_TRANSACTION_CONFIGURE_DMA_CHANNEL = (...parameters: any[]) => any;
/** KMDF; entered at IRQL DISPATCH_LEVEL. */
export type EVT_WDF_DMA_TRANSACTION_DMA_TRANSFER_COMPLETE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL DISPATCH_LEVEL. */
export type EVT_WDF_DPC = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DRIVER_DEVICE_ADD = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_DRIVER_UNLOAD = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_FILE_CLEANUP = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_FILE_CLOSE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_FILE_CONTEXT_CLEANUP_CALLBACK = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_FILE_CONTEXT_DESTROY_CALLBACK = (...parameters: any[]) => any;
/** KMDF; entered at IRQL DIRQL (or PASSIVE_LEVEL with PassiveHandling). */
export type EVT_WDF_INTERRUPT_DISABLE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL DISPATCH_LEVEL. */
export type EVT_WDF_INTERRUPT_DPC = (...parameters: any[]) => any;
/** KMDF; entered at IRQL DIRQL (or PASSIVE_LEVEL with PassiveHandling). */
export type EVT_WDF_INTERRUPT_ENABLE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL DIRQL (or PASSIVE_LEVEL with PassiveHandling). */
export type EVT_WDF_INTERRUPT_ISR = (...parameters: any[]) => any;
/** KMDF; entered at IRQL DIRQL (or PASSIVE_LEVEL with PassiveHandling). */
export type EVT_WDF_INTERRUPT_SYNCHRONIZE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_INTERRUPT_WORKITEM = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_ALLOCATE_REQUEST_RESOURCES = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_IN_CALLER_CONTEXT = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_QUEUE_CONTEXT_CLEANUP_CALLBACK = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_QUEUE_CONTEXT_DESTROY_CALLBACK = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_QUEUE_IO_DEFAULT = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_QUEUE_IO_READ = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_QUEUE_IO_RESUME = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_QUEUE_IO_STOP = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_QUEUE_IO_WRITE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_QUEUE_STATE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_IO_TARGET_QUERY_REMOVE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_IO_TARGET_REMOVE_CANCELED = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_IO_TARGET_REMOVE_COMPLETE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_IO_WDM_IRP_FOR_FORWARD_PROGRESS = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_OBJECT_CONTEXT_CLEANUP = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_OBJECT_CONTEXT_DESTROY = (...parameters: any[]) => any;
/** KMDF; entered at IRQL DISPATCH_LEVEL. */
export type EVT_WDF_PROGRAM_DMA = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_REQUEST_CANCEL = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_REQUEST_COMPLETION_ROUTINE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL DISPATCH_LEVEL. */
export type EVT_WDF_RESERVE_DMA = (...parameters: any[]) => any;
/** KMDF; entered at IRQL DISPATCH_LEVEL (PASSIVE_LEVEL with WdfExecutionLevelPassive, KMDF 1.9+). */
export type EVT_WDF_TIMER = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_TRACE_CALLBACK = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_USB_READERS_FAILED = (...parameters: any[]) => any;
/** KMDF; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WDF_USB_READER_COMPLETION_ROUTINE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_WMI_INSTANCE_EXECUTE_METHOD = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_WMI_INSTANCE_QUERY_INSTANCE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_WMI_INSTANCE_SET_INSTANCE = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_WMI_INSTANCE_SET_ITEM = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_WMI_PROVIDER_FUNCTION_CONTROL = (...parameters: any[]) => any;
/** KMDF; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WDF_WORKITEM = (...parameters: any[]) => any;
/** KMDF, wificx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WIFI_DEVICE_CREATE_ADAPTER = (...parameters: any[]) => any;
/** KMDF, wificx; entered at IRQL PASSIVE_LEVEL. */
export type EVT_WIFI_DEVICE_CREATE_WIFIDIRECTDEVICE = (...parameters: any[]) => any;
/** KMDF, wificx; entered at IRQL <= DISPATCH_LEVEL. */
export type EVT_WIFI_DEVICE_SEND_COMMAND = (...parameters: any[]) => any;
/** WDM; entered at IRQL DISPATCH_LEVEL. */
export type EXT_DELETE_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type EX_CALLBACK_FUNCTION = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type FILTER_ATTACH = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_CANCEL_DIRECT_OID_REQUEST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_CANCEL_OID_REQUEST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_CANCEL_SEND_NET_BUFFER_LISTS = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type FILTER_DETACH = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type FILTER_DEVICE_PNP_EVENT_NOTIFY = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_DIRECT_OID_REQUEST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_DIRECT_OID_REQUEST_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type FILTER_NET_PNP_EVENT = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_OID_REQUEST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_OID_REQUEST_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type FILTER_PAUSE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_RECEIVE_NET_BUFFER_LISTS = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type FILTER_RESTART = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_RETURN_NET_BUFFER_LISTS = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_SEND_NET_BUFFER_LISTS = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_SEND_NET_BUFFER_LISTS_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type FILTER_SET_MODULE_OPTIONS = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_STATUS = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_SYNCHRONOUS_OID_REQUEST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type FILTER_SYNCHRONOUS_OID_REQUEST_COMPLETE = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type FPGA_BUS_SCAN = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type FPGA_CONTROL_CONFIG_SPACE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type FPGA_CONTROL_ERROR_REPORTING = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type FPGA_CONTROL_LINK = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type GET_D3COLD_CAPABILITY = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type GET_D3COLD_LAST_TRANSITION_STATUS = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type GET_DEVICE_RESET_STATUS = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type GET_DMA_ADAPTER = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type GET_IDLE_WAKE_INFO = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type GET_SDEV_IDENTIFIER = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type GET_UPDATED_BUS_RESOURCE = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type GET_VIRTUAL_DEVICE_DATA = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type GET_VIRTUAL_DEVICE_LOCATION = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type GET_VIRTUAL_DEVICE_RESOURCES = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type GET_VIRTUAL_FUNCTION_PROBED_BARS = (...parameters: any[]) => any;
/** Storport; entered at IRQL PASSIVE_LEVEL or DIRQL, by control type. */
export type HW_ADAPTER_CONTROL = (...parameters: any[]) => any;
/** Storport; entered at IRQL DISPATCH_LEVEL. */
export type HW_BUILDIO = (...parameters: any[]) => any;
/** Storport; entered at IRQL DISPATCH_LEVEL. */
export type HW_DPC_ROUTINE = (...parameters: any[]) => any;
/** Storport; entered at IRQL PASSIVE_LEVEL (DISPATCH_LEVEL when the adapter is re-initialised because ScsiRestartAdapter is not supported). */
export type HW_FIND_ADAPTER = (...parameters: any[]) => any;
/** Storport; entered at IRQL DIRQL. */
export type HW_INITIALIZE = (...parameters: any[]) => any;
/** Storport; entered at IRQL DIRQL. */
export type HW_INTERRUPT = (...parameters: any[]) => any;
/** Storport; entered at IRQL DIRQL. */
export type HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE = (...parameters: any[]) => any;
/** Storport; entered at IRQL PASSIVE_LEVEL. */
export type HW_PASSIVE_INITIALIZE_ROUTINE = (...parameters: any[]) => any;
/** Storport; entered at IRQL DISPATCH_LEVEL. */
export type HW_RESET_BUS = (...parameters: any[]) => any;
/** Storport; entered at IRQL DISPATCH_LEVEL (full duplex) / DIRQL (half duplex) / <= DISPATCH_LEVEL (virtual miniport). */
export type HW_STARTIO = (...parameters: any[]) => any;
/** Storport; entered at IRQL DISPATCH_LEVEL. */
export type HW_STATE_CHANGE = (...parameters: any[]) => any;
/** Storport; entered at IRQL PASSIVE_LEVEL. */
export type HW_TRACING_ENABLED = (...parameters: any[]) => any;
/** Storport; entered at IRQL PASSIVE_LEVEL or DISPATCH_LEVEL, by control type. */
export type HW_UNIT_CONTROL = (...parameters: any[]) => any;
/** Storport; entered at IRQL PASSIVE_LEVEL. */
export type HW_WORKITEM = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type IF_QUERY_OBJECT = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type IF_SET_OBJECT = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_DEVICE_CREATE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_DEVICE_DELETE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_DEVICE_QUERY_DOMAIN_TYPES = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_DOMAIN_ATTACH_DEVICE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_DOMAIN_ATTACH_DEVICE_EX = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_DOMAIN_CREATE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_DOMAIN_CREATE_EX = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_DOMAIN_DELETE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_DOMAIN_DETACH_DEVICE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_DOMAIN_DETACH_DEVICE_EX = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type IOMMU_FLUSH_DOMAIN = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_INTERFACE_STATE_CHANGE_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type IOMMU_MAP_IDENTITY_RANGE = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type IOMMU_MAP_IDENTITY_RANGE_EX = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type IOMMU_MAP_LOGICAL_RANGE = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type IOMMU_MAP_LOGICAL_RANGE_EX = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_REGISTER_INTERFACE_STATE_CHANGE_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type IOMMU_UNMAP_IDENTITY_RANGE = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type IOMMU_UNMAP_IDENTITY_RANGE_EX = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type IOMMU_UNMAP_LOGICAL_RANGE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IOMMU_UNREGISTER_INTERFACE_STATE_CHANGE_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL DISPATCH_LEVEL. */
export type IO_TIMER_ROUTINE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type IO_WORKITEM_ROUTINE_EX = (...parameters: any[]) => any;
/** ipfirewall.h; entered at IRQL <= DISPATCH_LEVEL. */
export type IPPacketFirewallPtrType = (...parameters: any[]) => any;
/** ip6firewall.h; entered at IRQL <= DISPATCH_LEVEL. */
export type IPv6FirewallHookProcType = (...parameters: any[]) => any;
/** WDM; entered at IRQL HIGH_LEVEL. */
export type KBUGCHECK_CALLBACK_ROUTINE = (...parameters: any[]) => any;
/** WDM; entered at IRQL HIGH_LEVEL. */
export type KBUGCHECK_REASON_CALLBACK_ROUTINE = (...parameters: any[]) => any;
/** WDM; entered at IRQL IPI_LEVEL. */
export type KIPI_BROADCAST_WORKER = (...parameters: any[]) => any;
/** WDM; entered at IRQL DIRQL. */
export type KMESSAGE_SERVICE_ROUTINE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type MINIPORT_ADD_DEVICE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type MINIPORT_ALLOCATE_SHARED_MEM_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_CANCEL_DIRECT_OID_REQUEST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_CANCEL_OID_REQUEST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_CANCEL_SEND = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type MINIPORT_CHECK_FOR_HANG = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_CO_ACTIVATE_VC = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_CO_CREATE_VC = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_CO_DEACTIVATE_VC = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_CO_DELETE_VC = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_CO_OID_REQUEST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_CO_SEND_NET_BUFFER_LISTS = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type MINIPORT_DEVICE_PNP_EVENT_NOTIFY = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_DIRECT_OID_REQUEST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL DIRQL. */
export type MINIPORT_DISABLE_INTERRUPT = (...parameters: any[]) => any;
/** NDIS; entered at IRQL DIRQL. */
export type MINIPORT_DISABLE_MESSAGE_INTERRUPT = (...parameters: any[]) => any;
/** NDIS; entered at IRQL DIRQL. */
export type MINIPORT_ENABLE_INTERRUPT = (...parameters: any[]) => any;
/** NDIS; entered at IRQL DIRQL. */
export type MINIPORT_ENABLE_MESSAGE_INTERRUPT = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type MINIPORT_HALT = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type MINIPORT_INITIALIZE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL DISPATCH_LEVEL. */
export type MINIPORT_INTERRUPT_DPC = (...parameters: any[]) => any;
/** NDIS; entered at IRQL DIRQL. */
export type MINIPORT_ISR = (...parameters: any[]) => any;
/** NDIS; entered at IRQL DIRQL. */
export type MINIPORT_MESSAGE_INTERRUPT = (...parameters: any[]) => any;
/** NDIS; entered at IRQL DISPATCH_LEVEL. */
export type MINIPORT_MESSAGE_INTERRUPT_DPC = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type MINIPORT_OID_REQUEST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type MINIPORT_PAUSE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL DISPATCH_LEVEL. */
export type MINIPORT_PROCESS_SG_LIST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type MINIPORT_REMOVE_DEVICE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_RESET = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type MINIPORT_RESTART = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_RETURN_NET_BUFFER_LISTS = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_SEND_NET_BUFFER_LISTS = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL or HIGH_LEVEL. */
export type MINIPORT_SHUTDOWN = (...parameters: any[]) => any;
/** NDIS; entered at IRQL DIRQL. */
export type MINIPORT_SYNCHRONIZE_INTERRUPT = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type MINIPORT_SYNCHRONOUS_OID_REQUEST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type MINIPORT_UNLOAD = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_IO_WORKITEM_FUNCTION = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_PD_ACQUIRE_RECEIVE_QUEUES = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_PD_ALLOCATE_COUNTER = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_PD_ALLOCATE_QUEUE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_PD_CLEAR_RECEIVE_FILTER = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type NDIS_PD_FLUSH_QUEUE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_PD_FREE_COUNTER = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_PD_FREE_QUEUE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type NDIS_PD_POST_AND_DRAIN_BUFFER_LIST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type NDIS_PD_POST_AND_DRAIN_BUFFER_LIST_EX = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_PD_PROVIDER_CONTROL = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_PD_QUERY_COUNTER = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type NDIS_PD_QUERY_QUEUE_DEPTH = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_PD_QUEUE_CONTROL = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_PD_RELEASE_RECEIVE_QUEUES = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_PD_REQUEST_DRAIN_NOTIFICATION = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type NDIS_PD_SET_RECEIVE_FILTER = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type NDIS_POLL = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type NDIS_SET_POLL_NOTIFICATION = (...parameters: any[]) => any;
/** NDIS; entered at IRQL DISPATCH_LEVEL. */
export type NDIS_TIMER_FUNCTION = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type NET_BUFFER_ALLOCATE_MDL = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type NET_BUFFER_FREE_MDL = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type NPEM_CONTROL_ENABLE_DISABLE = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type NPEM_CONTROL_QUERY_CONTROL = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type NPEM_CONTROL_QUERY_STANDARD_CAPABILITIES = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type NPEM_CONTROL_SET_STANDARD_CONTROL = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PCI_EXPRESS_WAKE_CONTROL = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PCI_LINE_TO_PIN = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PCI_PIN_TO_LINE = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type PCI_PREPARE_MULTISTAGE_RESUME = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type PCI_READ_WRITE_CONFIG = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type PCI_ROOT_BUS_CAPABILITY = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type PCI_SET_ACS = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type PCI_SET_ACS2 = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type PCI_SET_ATS = (...parameters: any[]) => any;
/** ntddpcm.h; entered at IRQL <= DISPATCH_LEVEL. */
export type PCMCIA_IS_WRITE_PROTECTED = (...parameters: any[]) => any;
/** ntddpcm.h; entered at IRQL <= DISPATCH_LEVEL. */
export type PCMCIA_MODIFY_MEMORY_WINDOW = (...parameters: any[]) => any;
/** ntddpcm.h; entered at IRQL <= DISPATCH_LEVEL. */
export type PCMCIA_SET_VPP = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type PEPCALLBACKNOTIFYACPI = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PEPCALLBACKNOTIFYDPM = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type PEPCALLBACKNOTIFYPPM = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type PEPCALLBACKPOWERONCRASHDUMPDEVICE = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type PO_FX_COMPONENT_CRITICAL_TRANSITION_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PO_FX_COMPONENT_IDLE_CONDITION_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PO_FX_COMPONENT_IDLE_STATE_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PO_FX_COMPONENT_PERF_STATE_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PO_FX_DEVICE_POWER_REQUIRED_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PO_FX_DIRECTED_POWER_DOWN_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PO_FX_DIRECTED_POWER_UP_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= APC_LEVEL. */
export type PO_FX_DRIPS_WATCHDOG_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type PO_FX_POWER_CONTROL_CALLBACK = (...parameters: any[]) => any;
/** prminterface.h; entered at IRQL <= HIGH_LEVEL. */
export type PRM_INVOKE_HANDLER = (...parameters: any[]) => any;
/** prminterface.h; entered at IRQL <= HIGH_LEVEL. */
export type PRM_LOCK_MODULE = (...parameters: any[]) => any;
/** prminterface.h; entered at IRQL <= HIGH_LEVEL. */
export type PRM_QUERY_HANDLER = (...parameters: any[]) => any;
/** prminterface.h; entered at IRQL <= HIGH_LEVEL. */
export type PRM_UNLOCK_MODULE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type PROTOCOL_BIND_ADAPTER_EX = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type PROTOCOL_CLOSE_ADAPTER_COMPLETE_EX = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_ADD_PARTY_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_CALL_CONNECTED = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_CLOSE_AF_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_CLOSE_CALL_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_DEREGISTER_SAP_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_DROP_PARTY_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_INCOMING_CALL = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_INCOMING_CALL_QOS_CHANGE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_INCOMING_CLOSE_CALL = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_INCOMING_DROP_PARTY = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_MAKE_CALL_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_MODIFY_CALL_QOS_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_NOTIFY_CLOSE_AF = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_OPEN_AF_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type PROTOCOL_CL_OPEN_AF_COMPLETE_EX = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CL_REGISTER_SAP_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_ACTIVATE_VC_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_ADD_PARTY = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_CLOSE_AF = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_CLOSE_CALL = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_DEACTIVATE_VC_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_DEREGISTER_SAP = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_DROP_PARTY = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_INCOMING_CALL_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_MAKE_CALL = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_MODIFY_QOS_CALL = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_NOTIFY_CLOSE_AF_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_OPEN_AF = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CM_REG_SAP = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type PROTOCOL_CO_AF_REGISTER_NOTIFY = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CO_CREATE_VC = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CO_DELETE_VC = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CO_OID_REQUEST = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CO_OID_REQUEST_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CO_RECEIVE_NET_BUFFER_LISTS = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CO_SEND_NET_BUFFER_LISTS_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_CO_STATUS_EX = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_DIRECT_OID_REQUEST_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type PROTOCOL_NET_PNP_EVENT = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_OID_REQUEST_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type PROTOCOL_OPEN_ADAPTER_COMPLETE_EX = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_RECEIVE_NET_BUFFER_LISTS = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_SEND_NET_BUFFER_LISTS_COMPLETE = (...parameters: any[]) => any;
/** NDIS; entered at IRQL <= DISPATCH_LEVEL. */
export type PROTOCOL_STATUS_EX = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type PROTOCOL_UNBIND_ADAPTER_EX = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type PROTOCOL_UNINSTALL = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type PTM_DEVICE_DISABLE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type PTM_DEVICE_ENABLE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type PTM_DEVICE_QUERY_GRANULARITY = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type PTM_DEVICE_QUERY_TIME_SOURCE = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type READ_WRITE_MITIGATED_REGISTER = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type REQUEST_POWER_COMPLETE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type RTL_ALLOCATE_STRING_ROUTINE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type RTL_FREE_STRING_ROUTINE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type RTL_QUERY_REGISTRY_ROUTINE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type RTL_REALLOCATE_STRING_ROUTINE = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= APC_LEVEL. */
export type RTL_RUN_ONCE_INIT_FN = (...parameters: any[]) => any;
/** ntddsd.h; entered at IRQL <= DISPATCH_LEVEL. */
export type SDBUS_CALLBACK_ROUTINE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type SECURE_DRIVER_PROCESS_DEREFERENCE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type SECURE_DRIVER_PROCESS_REFERENCE = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type SET_D3COLD_SUPPORT = (...parameters: any[]) => any;
/** NDIS; entered at IRQL PASSIVE_LEVEL. */
export type SET_OPTIONS = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= DISPATCH_LEVEL. */
export type SET_VIRTUAL_DEVICE_DATA = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_GET_DEVICE_LOCATION = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_GET_MMIO_REQUIREMENTS = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_GET_RESOURCE_FOR_BAR = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_GET_VENDOR_AND_DEVICE_IDS = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_QUERY_LUID = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_QUERY_LUID_VF = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_QUERY_PROBED_BARS = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_QUERY_PROBED_BARS_2 = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_QUERY_VF_LUID = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_READ_BLOCK = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_READ_CONFIG = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_RESET_FUNCTION = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_SET_POWER_STATE = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_WRITE_BLOCK = (...parameters: any[]) => any;
/** pcivirt.h; entered at IRQL PASSIVE_LEVEL. */
export type SRIOV_WRITE_CONFIG = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= CLOCK_LEVEL. */
export type TIMER_ACKNOWLEDGE_INTERRUPT = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type TIMER_ARM_TIMER = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type TIMER_CHANGE_LOSSLESS_RATE = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type TIMER_FIXED_STALL = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type TIMER_INITIALIZE = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type TIMER_QUERY_COUNTER = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type TIMER_SET_DIVISOR = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type TIMER_SET_INTERRUPT_VECTOR = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type TIMER_SET_MESSAGE_INTERRUPT_ROUTING = (...parameters: any[]) => any;
/** WDM; entered at IRQL <= HIGH_LEVEL. */
export type TIMER_STOP = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type TRANSLATE_BUS_ADDRESS = (...parameters: any[]) => any;
/** vpci.h; entered at IRQL <= APC_LEVEL. */
export type VPCI_READ_BLOCK = (...parameters: any[]) => any;
/** vpci.h; entered at IRQL <= APC_LEVEL. */
export type VPCI_WRITE_BLOCK = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type WMI_EXECUTE_METHOD_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type WMI_FUNCTION_CONTROL_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type WMI_QUERY_DATABLOCK_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type WMI_QUERY_REGINFO_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type WMI_SET_DATABLOCK_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type WMI_SET_DATAITEM_CALLBACK = (...parameters: any[]) => any;
/** WDM; entered at IRQL PASSIVE_LEVEL. */
export type WORKER_THREAD_ROUTINE = (...parameters: any[]) => any;
