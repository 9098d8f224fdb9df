/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  fragment ActivityCard on Activity {\n    id\n    viewerCanDelete\n    tags {\n      id\n      name\n      code\n      comment\n    }\n    duplicates {\n      score\n      activity {\n        id\n        ...ActivityRecord\n      }\n    }\n    ...ActivityRecord\n  }\n": typeof types.ActivityCardFragmentDoc,
    "\n  fragment ActivityRecord on Activity {\n    id\n    provider\n    kind\n    type\n    providerType\n    title\n    notes\n    startTime\n    endTime\n    startLocal\n    durationSeconds\n    intensity\n    mood\n    recordingMethod\n    application {\n      name\n      packageName\n    }\n    metrics {\n      activeEnergyKcal\n      totalEnergyKcal\n      distanceMeters\n      steps\n      averageHeartRateBpm\n      minimumHeartRateBpm\n      maximumHeartRateBpm\n      heartRate(maxPoints: 48) {\n        values\n      }\n      status {\n        state\n        error {\n          code\n          message\n        }\n      }\n    }\n  }\n": typeof types.ActivityRecordFragmentDoc,
    "\n  query Feed($first: Int!, $after: String, $timeZone: TimeZone!, $freshness: FreshnessInput) {\n    activities(\n      first: $first\n      after: $after\n      dedupe: COLLAPSE\n      timeZone: $timeZone\n      freshness: $freshness\n    ) {\n      edges {\n        node {\n          id\n          localDate\n          startTime\n          kind\n          durationSeconds\n          ...ActivityCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      coveredRange {\n        start\n      }\n      providers {\n        ...ProviderHealth\n      }\n    }\n  }\n": typeof types.FeedDocument,
    "\n  fragment FormProblem on UserError {\n    code\n    message\n    field\n  }\n": typeof types.FormProblemFragmentDoc,
    "\n  mutation AddSession($input: UpsertSessionInput!) {\n    upsertSession(input: $input) {\n      outcome\n      activity {\n        id\n        localDate\n        startTime\n        kind\n        durationSeconds\n        ...ActivityCard\n      }\n      warnings {\n        message\n      }\n      userErrors {\n        ...FormProblem\n      }\n    }\n  }\n": typeof types.AddSessionDocument,
    "\n  mutation DeleteSession($input: DeleteSessionInput!) {\n    deleteSession(input: $input) {\n      deletedId\n      userErrors {\n        message\n      }\n    }\n  }\n": typeof types.DeleteSessionDocument,
    "\n  fragment ProviderHealth on ProviderStatus {\n    provider\n    state\n    itemCount\n    fetchedAt\n    error {\n      code\n      message\n      action\n      retryable\n      retryAfterSeconds\n    }\n    gaps {\n      start\n      end\n    }\n  }\n": typeof types.ProviderHealthFragmentDoc,
    "\n  query Sunsets {\n    providers {\n      provider\n      displayName\n      sunset {\n        announcedFor\n        replacement\n        url\n      }\n    }\n  }\n": typeof types.SunsetsDocument,
    "\n  query Week($filter: ActivityFilter!, $timeZone: TimeZone!) {\n    activities(first: 100, filter: $filter, dedupe: COLLAPSE, timeZone: $timeZone) {\n      edges {\n        node {\n          id\n          kind\n          type\n          localDate\n          durationSeconds\n          metrics {\n            distanceMeters\n          }\n        }\n      }\n      isComplete\n    }\n  }\n": typeof types.WeekDocument,
};
const documents: Documents = {
    "\n  fragment ActivityCard on Activity {\n    id\n    viewerCanDelete\n    tags {\n      id\n      name\n      code\n      comment\n    }\n    duplicates {\n      score\n      activity {\n        id\n        ...ActivityRecord\n      }\n    }\n    ...ActivityRecord\n  }\n": types.ActivityCardFragmentDoc,
    "\n  fragment ActivityRecord on Activity {\n    id\n    provider\n    kind\n    type\n    providerType\n    title\n    notes\n    startTime\n    endTime\n    startLocal\n    durationSeconds\n    intensity\n    mood\n    recordingMethod\n    application {\n      name\n      packageName\n    }\n    metrics {\n      activeEnergyKcal\n      totalEnergyKcal\n      distanceMeters\n      steps\n      averageHeartRateBpm\n      minimumHeartRateBpm\n      maximumHeartRateBpm\n      heartRate(maxPoints: 48) {\n        values\n      }\n      status {\n        state\n        error {\n          code\n          message\n        }\n      }\n    }\n  }\n": types.ActivityRecordFragmentDoc,
    "\n  query Feed($first: Int!, $after: String, $timeZone: TimeZone!, $freshness: FreshnessInput) {\n    activities(\n      first: $first\n      after: $after\n      dedupe: COLLAPSE\n      timeZone: $timeZone\n      freshness: $freshness\n    ) {\n      edges {\n        node {\n          id\n          localDate\n          startTime\n          kind\n          durationSeconds\n          ...ActivityCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      coveredRange {\n        start\n      }\n      providers {\n        ...ProviderHealth\n      }\n    }\n  }\n": types.FeedDocument,
    "\n  fragment FormProblem on UserError {\n    code\n    message\n    field\n  }\n": types.FormProblemFragmentDoc,
    "\n  mutation AddSession($input: UpsertSessionInput!) {\n    upsertSession(input: $input) {\n      outcome\n      activity {\n        id\n        localDate\n        startTime\n        kind\n        durationSeconds\n        ...ActivityCard\n      }\n      warnings {\n        message\n      }\n      userErrors {\n        ...FormProblem\n      }\n    }\n  }\n": types.AddSessionDocument,
    "\n  mutation DeleteSession($input: DeleteSessionInput!) {\n    deleteSession(input: $input) {\n      deletedId\n      userErrors {\n        message\n      }\n    }\n  }\n": types.DeleteSessionDocument,
    "\n  fragment ProviderHealth on ProviderStatus {\n    provider\n    state\n    itemCount\n    fetchedAt\n    error {\n      code\n      message\n      action\n      retryable\n      retryAfterSeconds\n    }\n    gaps {\n      start\n      end\n    }\n  }\n": types.ProviderHealthFragmentDoc,
    "\n  query Sunsets {\n    providers {\n      provider\n      displayName\n      sunset {\n        announcedFor\n        replacement\n        url\n      }\n    }\n  }\n": types.SunsetsDocument,
    "\n  query Week($filter: ActivityFilter!, $timeZone: TimeZone!) {\n    activities(first: 100, filter: $filter, dedupe: COLLAPSE, timeZone: $timeZone) {\n      edges {\n        node {\n          id\n          kind\n          type\n          localDate\n          durationSeconds\n          metrics {\n            distanceMeters\n          }\n        }\n      }\n      isComplete\n    }\n  }\n": types.WeekDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ActivityCard on Activity {\n    id\n    viewerCanDelete\n    tags {\n      id\n      name\n      code\n      comment\n    }\n    duplicates {\n      score\n      activity {\n        id\n        ...ActivityRecord\n      }\n    }\n    ...ActivityRecord\n  }\n"): (typeof documents)["\n  fragment ActivityCard on Activity {\n    id\n    viewerCanDelete\n    tags {\n      id\n      name\n      code\n      comment\n    }\n    duplicates {\n      score\n      activity {\n        id\n        ...ActivityRecord\n      }\n    }\n    ...ActivityRecord\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ActivityRecord on Activity {\n    id\n    provider\n    kind\n    type\n    providerType\n    title\n    notes\n    startTime\n    endTime\n    startLocal\n    durationSeconds\n    intensity\n    mood\n    recordingMethod\n    application {\n      name\n      packageName\n    }\n    metrics {\n      activeEnergyKcal\n      totalEnergyKcal\n      distanceMeters\n      steps\n      averageHeartRateBpm\n      minimumHeartRateBpm\n      maximumHeartRateBpm\n      heartRate(maxPoints: 48) {\n        values\n      }\n      status {\n        state\n        error {\n          code\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment ActivityRecord on Activity {\n    id\n    provider\n    kind\n    type\n    providerType\n    title\n    notes\n    startTime\n    endTime\n    startLocal\n    durationSeconds\n    intensity\n    mood\n    recordingMethod\n    application {\n      name\n      packageName\n    }\n    metrics {\n      activeEnergyKcal\n      totalEnergyKcal\n      distanceMeters\n      steps\n      averageHeartRateBpm\n      minimumHeartRateBpm\n      maximumHeartRateBpm\n      heartRate(maxPoints: 48) {\n        values\n      }\n      status {\n        state\n        error {\n          code\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Feed($first: Int!, $after: String, $timeZone: TimeZone!, $freshness: FreshnessInput) {\n    activities(\n      first: $first\n      after: $after\n      dedupe: COLLAPSE\n      timeZone: $timeZone\n      freshness: $freshness\n    ) {\n      edges {\n        node {\n          id\n          localDate\n          startTime\n          kind\n          durationSeconds\n          ...ActivityCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      coveredRange {\n        start\n      }\n      providers {\n        ...ProviderHealth\n      }\n    }\n  }\n"): (typeof documents)["\n  query Feed($first: Int!, $after: String, $timeZone: TimeZone!, $freshness: FreshnessInput) {\n    activities(\n      first: $first\n      after: $after\n      dedupe: COLLAPSE\n      timeZone: $timeZone\n      freshness: $freshness\n    ) {\n      edges {\n        node {\n          id\n          localDate\n          startTime\n          kind\n          durationSeconds\n          ...ActivityCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      coveredRange {\n        start\n      }\n      providers {\n        ...ProviderHealth\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FormProblem on UserError {\n    code\n    message\n    field\n  }\n"): (typeof documents)["\n  fragment FormProblem on UserError {\n    code\n    message\n    field\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddSession($input: UpsertSessionInput!) {\n    upsertSession(input: $input) {\n      outcome\n      activity {\n        id\n        localDate\n        startTime\n        kind\n        durationSeconds\n        ...ActivityCard\n      }\n      warnings {\n        message\n      }\n      userErrors {\n        ...FormProblem\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AddSession($input: UpsertSessionInput!) {\n    upsertSession(input: $input) {\n      outcome\n      activity {\n        id\n        localDate\n        startTime\n        kind\n        durationSeconds\n        ...ActivityCard\n      }\n      warnings {\n        message\n      }\n      userErrors {\n        ...FormProblem\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteSession($input: DeleteSessionInput!) {\n    deleteSession(input: $input) {\n      deletedId\n      userErrors {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteSession($input: DeleteSessionInput!) {\n    deleteSession(input: $input) {\n      deletedId\n      userErrors {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProviderHealth on ProviderStatus {\n    provider\n    state\n    itemCount\n    fetchedAt\n    error {\n      code\n      message\n      action\n      retryable\n      retryAfterSeconds\n    }\n    gaps {\n      start\n      end\n    }\n  }\n"): (typeof documents)["\n  fragment ProviderHealth on ProviderStatus {\n    provider\n    state\n    itemCount\n    fetchedAt\n    error {\n      code\n      message\n      action\n      retryable\n      retryAfterSeconds\n    }\n    gaps {\n      start\n      end\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sunsets {\n    providers {\n      provider\n      displayName\n      sunset {\n        announcedFor\n        replacement\n        url\n      }\n    }\n  }\n"): (typeof documents)["\n  query Sunsets {\n    providers {\n      provider\n      displayName\n      sunset {\n        announcedFor\n        replacement\n        url\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Week($filter: ActivityFilter!, $timeZone: TimeZone!) {\n    activities(first: 100, filter: $filter, dedupe: COLLAPSE, timeZone: $timeZone) {\n      edges {\n        node {\n          id\n          kind\n          type\n          localDate\n          durationSeconds\n          metrics {\n            distanceMeters\n          }\n        }\n      }\n      isComplete\n    }\n  }\n"): (typeof documents)["\n  query Week($filter: ActivityFilter!, $timeZone: TimeZone!) {\n    activities(first: 100, filter: $filter, dedupe: COLLAPSE, timeZone: $timeZone) {\n      edges {\n        node {\n          id\n          kind\n          type\n          localDate\n          durationSeconds\n          metrics {\n            distanceMeters\n          }\n        }\n      }\n      isComplete\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;