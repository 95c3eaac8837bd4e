// Words of a vector's block, as `VECTOR` of system.ts.

export const processor = 16;
export const level = 17;
export const pending = 18;
