import { useQuery } from "@apollo/client/react";

import { config } from "../config";
import { graphql } from "../gql";
import type { WeekQuery } from "../gql/graphql";
import { daysAfter } from "../words/days";

export const WEEK = graphql(`
  query Week($filter: ActivityFilter!, $timeZone: TimeZone!) {
    activities(first: 100, filter: $filter, dedupe: COLLAPSE, timeZone: $timeZone) {
      edges {
        node {
          id
          kind
          type
          localDate
          durationSeconds
          metrics {
            distanceMeters
          }
        }
      }
      isComplete
    }
  }
`);

export type WeekActivity = WeekQuery["activities"]["edges"][number]["node"];

export interface WeekState {
  readonly activities: readonly WeekActivity[] | undefined;
  readonly isComplete: boolean;
  readonly error: Error | undefined;
}

/** What started in the seven days from a Monday on; all of it, as no week has more than a page. */
export function useWeek(monday: string): WeekState {
  const { data, error } = useQuery(WEEK, {
    variables: {
      timeZone: config.timeZone,
      filter: { localDates: { from: monday, to: daysAfter(monday, 6) } },
    },
  });
  return {
    activities: data?.activities.edges.map((edge) => edge.node),
    isComplete: data?.activities.isComplete ?? true,
    error,
  };
}
