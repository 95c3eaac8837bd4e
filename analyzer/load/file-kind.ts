const source = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const typescript = /\.(?:[cm]?ts|tsx)$/;
const declaration = /\.d\.(?:[cm]?ts|[^./]+\.ts)$/;

export const isSourceFile = (file: string): boolean => source.test(file);
export const isTypeScriptFile = (file: string): boolean => typescript.test(file);
export const isDeclarationFile = (file: string): boolean => declaration.test(file);
export const isInPackage = (file: string): boolean => file.includes("/node_modules/");

/** Absolute paths are compared and printed with `/` everywhere. */
export const normalPath = (path: string): string => (path.includes("\\") ? path.replaceAll("\\", "/") : path);
