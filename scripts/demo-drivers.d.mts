export interface Outcome {
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
}
export const root: string;
export const driverNames: readonly string[];
export const wrongDriverNames: readonly string[];
export function runNode(args: readonly string[], options?: RunOptions): Promise<Outcome>;
export function compileDrivers(outDir: string, options: { readonly runtime: "built" | "source" }): Promise<string>;
export function runDriver(compiled: string, name: string, options?: RunOptions): Promise<Outcome>;
