import { visible } from "../render/visible.js";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** For the text and the attributes of XML and HTML. What neither may hold (controls, lone surrogates) is made visible. */
export const escapeXml = (text: string): string =>
  text
    .split("\n")
    .map((line) => visible(line).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character))
    .join("\n");
