import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

import { sourcesHash } from "./sources.ts";

/** Where `npm run dev` finds a gateway: `gateway serve --sandbox`. */
const GATEWAY = process.env.GATEWAY_URL ?? "http://127.0.0.1:8000";

/** Writes down what the build was made of, so that a test can tell that it is of these sources. */
const sources: Plugin = {
  name: "sources",
  apply: "build",
  generateBundle() {
    const hash = sourcesHash(fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, ""));
    this.emitFile({ type: "asset", fileName: "sources.sha256", source: `${hash}\n` });
  },
};

export default defineConfig({
  plugins: [react(), sources],
  // Relative addresses: the page also works below a path that a proxy adds.
  base: "./",
  server: { proxy: { "/graphql": GATEWAY, "/sandbox": GATEWAY } },
  build: {
    outDir: "../gateway/server/page/assets",
    assetsDir: "",
    emptyOutDir: true,
    sourcemap: false,
    // Files rather than data: addresses, so that fonts need no exception in the CSP.
    assetsInlineLimit: 0,
    // One style sheet, so that the document can name it before any script runs.
    cssCodeSplit: false,
    manifest: "manifest.json",
    license: { fileName: "NOTICE.md" },
    rolldownOptions: {
      input: "src/main.tsx",
      checks: { moduleLevelDirective: false },
    },
  },
});
