// Every rule that the plugin has for schemas, on schema.graphql. What is off or loosened says why.
// Run from the project's folder: `make check` does.

import graphql from "@graphql-eslint/eslint-plugin";

const SCHEMA = "schema.graphql";
const every = {
  ...graphql.configs["flat/schema-all"].rules,
  ...graphql.configs["flat/schema-relay"].rules,
};
const [, naming] = every["@graphql-eslint/naming-convention"];

const ours = {
  // Fields and values stand as they are best read: what something is, when it was, its figures.
  // The types are sorted when the schema is written.
  "alphabetize": "off",

  // `upsertSession(input: UpsertSessionInput!)`: the type's name too.
  "input-name": ["error", { checkInputType: true, caseSensitiveInputType: false }],

  // A provider's own things are called as there: this one is Google's `DataType`.
  "naming-convention": [
    "error",
    {
      ...naming,
      "ObjectTypeDefinition,ObjectTypeExtension": {
        ...naming["ObjectTypeDefinition,ObjectTypeExtension"],
        ignorePattern: "^GoogleFitDataType$",
      },
    },
  ],

  // There are mutations. Subscriptions there are none: nothing upstream would feed them.
  "no-root-type": ["error", { disallow: ["subscription"] }],

  // Lists of values are lists; only what is paged by cursors has edges.
  "relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false }],

  // It wants an argument that `@deprecated` does not have in GraphQL. The day stands in the reason:
  // docs/releasing.md, held by tests/contract.
  "require-deprecation-date": "off",

  // Everything is described, not only types.
  "require-description": [
    "error",
    {
      types: true,
      rootField: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      EnumValueDefinition: true,
      DirectiveDefinition: true,
    },
  ],

  // A payload holds what was written, and with it its id: a normalizing cache takes that over.
  "require-field-of-type-query-in-mutation-result": "off",

  // What fails is told in the answer (`providers`, `status`, `userErrors`), where clients type it:
  // docs/adr/0002. What may be missing as a whole, such as `node`, is nullable.
  "require-nullable-result-in-root": "off",

  // An id is what `node` finds. Values within a record, pages and payloads have none of their own.
  // Each type that implements `Node` has one, because the interface has.
  "strict-id-in-types": "off",
};

const named = Object.entries(ours).map(([name, setting]) => [`@graphql-eslint/${name}`, setting]);

export default [
  {
    files: [SCHEMA],
    plugins: { "@graphql-eslint": graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: SCHEMA } },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: { ...every, ...Object.fromEntries(named) },
  },
];
