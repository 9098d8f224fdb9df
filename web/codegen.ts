import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../schema.graphql",
  documents: "src/**/*.{ts,tsx}",
  ignoreNoDocuments: true,
  generates: {
    "src/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: { unmaskFunctionName: "readFragment" } },
      config: {
        useTypeImports: true,
        enumType: "const",
        scalars: {
          Date: "string",
          DateTime: "string",
          LocalDateTime: "string",
          TimeZone: "string",
          Long: "string",
          SyncToken: "string",
        },
        defaultScalarType: "unknown",
      },
    },
  },
};

export default config;
