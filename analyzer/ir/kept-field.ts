/** Fields that lowering itself gives an object: what is on a stack that it has. Nobody else names them. */
const KEPT = "<kept ";

export const keptField = (name: string): string => `${KEPT}${name}>`;

export const isKeptField = (key: string | undefined): boolean => key?.startsWith(KEPT) === true;
