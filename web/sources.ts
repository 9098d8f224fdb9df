import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the built files follow from. Generated code is left out: it follows from these and the schema. */
const ROOTS = ["package-lock.json", "package.json", "sources.ts", "src", "vite.config.ts"];
const GENERATED = "src/gql";

/** One hash of all sources: `path`, a blank, the SHA-256 of its content, by line. */
export function sourcesHash(folder: string): string {
  const lines = ROOTS.flatMap((root) => filesOf(folder, root))
    .sort()
    .map((path) => `${path} ${sha256(readFileSync(join(folder, path)))}\n`);
  return sha256(lines.join(""));
}

function filesOf(folder: string, root: string): string[] {
  if (!root.startsWith("src")) return [root];
  return readdirSync(join(folder, root), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith(GENERATED));
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
