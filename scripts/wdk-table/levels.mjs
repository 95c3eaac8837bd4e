/** Levels as the tables write them: `0..2`, `2`, `0,3..12`; `-` where no source states any. */
export const range = (min, max) => (min === max ? String(min) : `${min}..${max}`);

/** Documentation pages that follow from header and name are written as the header's folder alone. */
export const page = (path, kind, name) => {
  const source = path.replace(/^microsoft\/wdkmetadata@\w+ (generation\/WDK\/IdlHeaders\/)?/, "WDK header ");
  const folder = /^wdk-ddi-src\/content\/([^/]+)\//.exec(source)?.[1];
  const regular = `wdk-ddi-src/content/${folder}/${kind}-${folder}-${name.toLowerCase()}.md`;
  return folder !== undefined && source === regular ? folder : source;
};
