import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

const ticksPerSecond = 100;
const interval = 15;

const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

const childrenOf = (pid) => {
  let tasks = [];
  try {
    tasks = readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
  return tasks.flatMap((task) => read(`/proc/${pid}/task/${task}/children`).split(" ").filter(Boolean).map(Number));
};

/** What a process has used so far: its own peak of resident memory, and its time on all processors. */
const usageOf = (pid) => {
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1];
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const seconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  return { peak: Number(peak ?? 0) * 1024, seconds: Number.isFinite(seconds) ? seconds : 0 };
};

/** Watches a process and its descendants, because TypeScript 7 is a native program behind a small Node.js one. */
const watch = (root) => {
  const seen = new Map();
  const look = () => {
    for (const waiting = [root]; waiting.length > 0;) {
      const pid = waiting.pop();
      const now = usageOf(pid);
      const before = seen.get(pid) ?? { peak: 0, seconds: 0 };
      seen.set(pid, { peak: Math.max(before.peak, now.peak), seconds: Math.max(before.seconds, now.seconds) });
      waiting.push(...childrenOf(pid));
    }
  };
  const timer = setInterval(look, interval);
  const sum = (field) => [...seen.values()].reduce((total, usage) => total + usage[field], 0);
  return () => {
    clearInterval(timer);
    return process.platform === "linux"
      ? { bytes: sum("peak"), cpu: sum("seconds") }
      : { bytes: undefined, cpu: undefined };
  };
};

/** Runs a Node.js script to its end. Times in seconds, memory in bytes; memory and processor time on Linux only. */
export const runMeasured = (script, args, cwd) =>
  new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(process.execPath, [script, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const stop = watch(child.pid);
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"]) {
      child[stream].setEncoding("utf8").on("data", (text) => (output[stream] += text));
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, wall: (performance.now() - begin) / 1000, ...stop(), ...output }));
  });
