import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

const jsonPrettier = fileURLToPath(new URL("src/json-prettier.js", import.meta.url));

// GraphiQL's icons get their accessible titles from their functions' names: keep these names.
const iconNames = {
  name: "icon-names",
  transform: {
    filter: { id: /@graphiql\/react\/dist\/icons\/(?!index)/ },
    handler: (code) =>
      code.replace(
        /export \{ (\w+) as default \};/,
        'Object.defineProperty($1, "name", { value: "$1" });\n$&',
      ),
  },
};

export default defineConfig({
  plugins: [iconNames],
  // Relative addresses: the page also works below a path that a proxy adds.
  base: "./",
  resolve: {
    alias: { "prettier/parser-babel": jsonPrettier, "prettier/plugins/estree": jsonPrettier },
  },
  worker: { format: "es" },
  build: {
    outDir: "../assets",
    assetsDir: "",
    emptyOutDir: true,
    sourcemap: false,
    // Files rather than data: addresses, so that fonts need no exception in the CSP.
    assetsInlineLimit: 0,
    // One style sheet, so that the page can name it before any script runs.
    cssCodeSplit: false,
    // Monaco comes in one piece of nearly 3 MB.
    chunkSizeWarningLimit: 3000,
    manifest: "manifest.json",
    license: { fileName: "NOTICE.md" },
    rolldownOptions: {
      input: "src/main.jsx",
      // "use client" means nothing where there is no server rendering.
      checks: { moduleLevelDirective: false },
    },
  },
});
