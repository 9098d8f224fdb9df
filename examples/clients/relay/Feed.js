import { graphql } from "relay-runtime";

// In React: usePaginationFragment(FEED, useLazyLoadQuery(FEED_QUERY, {})).
export const FEED = graphql`
  fragment Feed_query on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 5 }, cursor: { type: "String" })
  @refetchable(queryName: "FeedPaginationQuery") {
    activities(first: $count, after: $cursor, dedupe: COLLAPSE)
      @connection(key: "Feed_activities") {
      edges {
        node {
          id
          provider
          type
          startTime
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const FEED_QUERY = graphql`
  query FeedQuery {
    ...Feed_query
  }
`;
