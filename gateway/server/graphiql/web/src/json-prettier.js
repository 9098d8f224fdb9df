// A prettier plugin for JSON with comments. It stands in for prettier's own, which would bring
// all of its JavaScript support (half a megabyte) for the sake of two small editors.
import { applyEdits, format } from "jsonc-parser";

const OPTIONS = { insertSpaces: true, tabSize: 2 };

export const parsers = {
  jsonc: {
    astFormat: "formatted-text",
    parse: (text) => applyEdits(text, format(text, undefined, OPTIONS)),
    locStart: () => 0,
    locEnd: (text) => text.length,
  },
};

export const printers = {
  "formatted-text": { print: (path) => path.node },
};
