import { isUtf8 } from "node:buffer";
import type { Content } from "./file-system.js";

/** A file's text, or why there is none: one clause that completes "cannot read `x.ts`: ...". */
export type SourceText = { readonly text: string } | { readonly unreadable: string };

const startsWith = (bytes: Buffer, ...mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

const utf16BigEndian = (bytes: Buffer): string =>
  Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
    .swap16()
    .toString("utf16le");

/** Decodes as TypeScript does (byte order marks of UTF-8 and UTF-16), but refuses what would come out as garbage. */
const decodeBytes = (bytes: Buffer): SourceText => {
  if (startsWith(bytes, 0xff, 0xfe)) return { text: bytes.toString("utf16le", 2) };
  if (startsWith(bytes, 0xfe, 0xff)) return { text: utf16BigEndian(bytes.subarray(2)) };
  if (!isUtf8(bytes)) return { unreadable: "it is not text in UTF-8; save it as UTF-8" };
  if (bytes.includes(0)) return { unreadable: "it is a binary file" };
  return { text: bytes.toString("utf8", startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0) };
};

const whyNot: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a folder",
  ENOENT: "it does not exist",
  ELOOP: "its symbolic links form a cycle",
  EMFILE: "too many files are open",
  ERR_FS_FILE_TOO_LARGE: "it is too large",
};

export const decodeSource = (content: Content): SourceText =>
  typeof content === "string" ? { unreadable: whyNot[content] ?? content } : decodeBytes(content);
