import { useQuery } from "@apollo/client/react";
import { useCallback, useRef, useState } from "react";

import { config } from "../config";
import { graphql } from "../gql";
import type { FeedQuery } from "../gql/graphql";

const PAGE = 20;
const LARGEST_PAGE = 100;

export const FEED = graphql(`
  query Feed($first: Int!, $after: String, $timeZone: TimeZone!, $freshness: FreshnessInput) {
    activities(
      first: $first
      after: $after
      dedupe: COLLAPSE
      timeZone: $timeZone
      freshness: $freshness
    ) {
      edges {
        node {
          id
          localDate
          startTime
          kind
          durationSeconds
          ...ActivityCard
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      coveredRange {
        start
      }
      providers {
        ...ProviderHealth
      }
    }
  }
`);

export type FeedPage = FeedQuery["activities"];
export type FeedNode = FeedPage["edges"][number]["node"];

export interface Feed {
  readonly page: FeedPage | undefined;
  readonly isLoading: boolean;
  readonly isLoadingMore: boolean;
  readonly error: Error | undefined;
  readonly moreError: Error | undefined;
  readonly loadMore: () => void;
  /** Reads anew what is shown; `live`: past the gateway's cache, too. */
  readonly refresh: (how?: { live?: boolean; keepsStale?: boolean }) => Promise<void>;
}

/** The merged feed by pages, the newest first. */
export function useFeed(): Feed {
  const [keepsStale, setKeepsStale] = useState(true);
  const [isLoadingMore, setLoadingMore] = useState(false);
  const [moreError, setMoreError] = useState<Error>();
  const isBusy = useRef(false);
  const { data, previousData, loading, error, fetchMore, refetch } = useQuery(FEED, {
    variables: { first: PAGE, timeZone: config.timeZone, freshness: { staleIfError: true } },
  });
  const page = (data ?? previousData)?.activities;
  const shown = page?.edges.length ?? 0;
  const after = page?.pageInfo.endCursor ?? null;

  const loadMore = useCallback(() => {
    if (isBusy.current || after === null) return;
    isBusy.current = true;
    setLoadingMore(true);
    setMoreError(undefined);
    fetchMore({ variables: { first: PAGE, after, freshness: { staleIfError: keepsStale } } })
      .catch((failure: unknown) => setMoreError(asError(failure)))
      .finally(() => {
        isBusy.current = false;
        setLoadingMore(false);
      });
  }, [after, fetchMore, keepsStale]);

  const refresh = useCallback<Feed["refresh"]>(
    async (how = {}) => {
      const staleIfError = how.keepsStale ?? keepsStale;
      setKeepsStale(staleIfError);
      setMoreError(undefined);
      const freshness = how.live ? { maxAgeSeconds: 0, staleIfError } : { staleIfError };
      const first = Math.min(LARGEST_PAGE, Math.max(PAGE, shown));
      // What goes wrong stands in `error` as well.
      await refetch({ first, freshness }).catch(() => undefined);
    },
    [keepsStale, refetch, shown],
  );

  return { page, isLoading: loading, isLoadingMore, error, moreError, loadMore, refresh };
}

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure));
}
