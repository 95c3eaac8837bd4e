const REPLACEMENT = "\ufffd";
const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;
const PICTURE_OF_DELETE = "\u2421";

// Controls, lone surrogates, and the characters that reorder a line (Boucher/Anderson, "Trojan Source", 2021).
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const picture = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code === DELETE) return PICTURE_OF_DELETE;
  return code < 0x20 ? String.fromCharCode(CONTROL_PICTURES + code) : REPLACEMENT;
};

/**
 * Source text and file names come from others: shown so that they can neither move the cursor nor reorder a line.
 * Each UTF-16 unit stays one unit, so columns still fit. Tabs stay.
 */
export const visible = (text: string): string =>
  text.replace(UNSAFE, (character) => (character === "\t" ? "\t" : picture(character)));

/** The same on one line: line ends and tabs become spaces. */
export const visibleLine = (text: string): string => visible(text.replace(/[\r\n\t]+/g, " "));
