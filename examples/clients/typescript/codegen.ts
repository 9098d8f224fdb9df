import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../../../schema.graphql",
  documents: ["feed.ts"],
  emitLegacyCommonJSImports: false,
  generates: {
    "./gql/": {
      preset: "client",
      presetConfig: { persistedDocuments: { hashAlgorithm: "sha256" } },
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: {
          Date: "string",
          DateTime: "string",
          LocalDateTime: "string",
          Long: "number | string",
          SyncToken: "string",
          TimeZone: "string",
        },
      },
    },
  },
};

export default config;
