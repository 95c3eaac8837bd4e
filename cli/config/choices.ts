export const PRESETS = ["recommended", "strict", "all"] as const;
export const FAIL_ON = ["error", "warning"] as const;
