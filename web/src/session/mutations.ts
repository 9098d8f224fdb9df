import type { Reference } from "@apollo/client";
import { useMutation } from "@apollo/client/react";

import { type StoredFeed, withActivity } from "../cache";
import { graphql } from "../gql";

export const ADD_SESSION = graphql(`
  mutation AddSession($input: UpsertSessionInput!) {
    upsertSession(input: $input) {
      outcome
      activity {
        id
        localDate
        startTime
        kind
        durationSeconds
        ...ActivityCard
      }
      warnings {
        message
      }
      userErrors {
        ...FormProblem
      }
    }
  }
`);

export const DELETE_SESSION = graphql(`
  mutation DeleteSession($input: DeleteSessionInput!) {
    deleteSession(input: $input) {
      deletedId
      userErrors {
        message
      }
    }
  }
`);

/** Adds a session; it stands in the feed as soon as it is written. */
export function useAddSession() {
  return useMutation(ADD_SESSION, {
    update(cache, { data }) {
      const added = data?.upsertSession.activity;
      if (!added) return;
      const reference: Reference = { __ref: cache.identify(added) ?? "" };
      cache.modify<{ activities: StoredFeed }>({
        fields: {
          activities(stored, { storeFieldName, readField }) {
            if (storeFieldName.includes('"filter"')) return stored as StoredFeed;
            const startOf = (one: Reference) => readField<string>("startTime", one) ?? "";
            return withActivity(stored as StoredFeed, reference, startOf);
          },
        },
      });
    },
    refetchQueries: ["Week"],
  });
}

/** Deletes a session; it goes from the feed as soon as it is gone. */
export function useDeleteSession() {
  return useMutation(DELETE_SESSION, {
    update(cache, { data }) {
      const id = data?.deleteSession.deletedId;
      if (!id) return;
      cache.evict({ id: cache.identify({ __typename: "Activity", id }) ?? "" });
      cache.gc();
    },
    refetchQueries: ["Week"],
  });
}
