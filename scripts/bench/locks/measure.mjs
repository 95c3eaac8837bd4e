// Measures one topic in the engine that runs it, and prints one line of JSON. Options come as JSON.
import { contended, readersTogether } from "./contended.mjs";
import { dpcLatency, startTime } from "./latency.mjs";
import { uncontended } from "./uncontended.mjs";

const topics = {
  uncontended,
  contended,
  readers: readersTogether,
  dpc: dpcLatency,
  start: startTime,
};

const [topic, options] = process.argv.slice(2);
console.log(JSON.stringify(await topics[topic](JSON.parse(options))));
