import { TriangleAlert } from "lucide-react";

import type { ActivityRecordFragment } from "../gql/graphql";

/** Figures that could not be had, though the record is here. */
export function MissingFigures({ record }: { readonly record: ActivityRecordFragment }) {
  const { state, error } = record.metrics.status;
  if (error === null || state === "OK" || state === "SKIPPED") return null;
  return (
    <p className="missing-figures">
      <TriangleAlert aria-hidden="true" />
      Some figures are missing: {error.message}
    </p>
  );
}
