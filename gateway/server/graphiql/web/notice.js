// Completes ../assets/NOTICE.md, in which vite lists what is in the page's own bundle.
import { appendFileSync, readFileSync } from "node:fs";

const NOTICE = new URL("../assets/NOTICE.md", import.meta.url);
const TEXTS = {
  "picomatch-browser (MIT), in the GraphQL worker": "picomatch-browser/LICENSE",
  "Parts of monaco-editor": "monaco-editor/ThirdPartyNotices.txt",
};

for (const [title, path] of Object.entries(TEXTS)) {
  const text = readFileSync(new URL(`node_modules/${path}`, import.meta.url), "utf8");
  appendFileSync(NOTICE, `\n## ${title}\n\n${text.replaceAll("\r\n", "\n").trim()}\n`);
}
