import { HeartPulse, Tag, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";

import { type FragmentType, graphql, readFragment } from "../gql";
import type { ActivityCardFragment, ActivityRecordFragment } from "../gql/graphql";
import { ProviderMark } from "../ui/ProviderMark";
import { typeIcon, typeName } from "../words/activity-types";
import { duration, spokenDuration } from "../words/format";
import { providerName } from "../words/providers";
import { ActivityRecord, RECORD, timesOf } from "./ActivityRecord";
import { headFigures } from "./figures";
import { MissingFigures } from "./MissingFigures";
import { Pulse } from "./Pulse";

export const CARD = graphql(`
  fragment ActivityCard on Activity {
    id
    viewerCanDelete
    tags {
      id
      name
      code
      comment
    }
    duplicates {
      score
      activity {
        id
        ...ActivityRecord
      }
    }
    ...ActivityRecord
  }
`);

interface Props {
  readonly activity: FragmentType<typeof CARD>;
  readonly isNew: boolean;
  readonly onDelete: (doomed: Doomed) => void;
}

/** What a person is asked about before it is deleted. */
export interface Doomed {
  readonly id: string;
  readonly name: string;
  readonly when: string;
  /** Who else has a record of it. */
  readonly others: readonly string[];
}

/** One real-world event: the record that stands for it, and every other one behind "records". */
export function ActivityCard({ activity: masked, isNew, onDelete }: Props) {
  const card = readFragment(CARD, masked);
  const record = readFragment(RECORD, card);
  const others = card.duplicates.map((match) => readFragment(RECORD, match.activity));
  const name = record.title ?? typeName(record.type);
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isNew) article.current?.focus();
  }, [isNew]);
  return (
    <article
      ref={article}
      className="card"
      data-kind={record.kind}
      data-new={isNew}
      tabIndex={-1}
      aria-labelledby={`name-${card.id}`}
    >
      <Icon type={record.type} />
      <div className="card-body">
        <header>
          <h3 id={`name-${card.id}`}>{name}</h3>
          {name !== typeName(record.type) && (
            <span className="card-type">{typeName(record.type)}</span>
          )}
        </header>
        <p className="card-time">
          <span>{timesOf(record)}</span>
          <span aria-hidden="true">{duration(record.durationSeconds)}</span>
          <span className="for-readers">{spokenDuration(record.durationSeconds)}</span>
        </p>
        <Figures record={record} />
        {record.notes !== null && <p className="card-notes">{record.notes}</p>}
        <Tags tags={card.tags} />
        <MissingFigures record={record} />
        <footer>
          <Sources card={card} record={record} others={others} />
          {card.viewerCanDelete && (
            <button
              type="button"
              className="icon-button"
              aria-label={`Delete ${name}`}
              onClick={() => onDelete(doomed(record, name, others))}
            >
              <Trash2 aria-hidden="true" />
            </button>
          )}
        </footer>
      </div>
      <Pulse metrics={withPulse([record, ...others]).metrics} />
    </article>
  );
}

function doomed(
  record: ActivityRecordFragment,
  name: string,
  others: readonly ActivityRecordFragment[],
): Doomed {
  const when = timesOf(record);
  return { id: record.id, name, when, others: others.map((one) => providerName(one.provider)) };
}

function Icon({ type }: { readonly type: string }) {
  const Shape = typeIcon(type);
  return (
    <span className="card-icon">
      <Shape aria-hidden="true" />
    </span>
  );
}

function Figures({ record }: { readonly record: ActivityRecordFragment }) {
  const figures = headFigures(record);
  if (figures.length === 0) return null;
  return (
    <dl className="figures">
      {figures.map((figure) => (
        <div key={figure.name}>
          <dt>{figure.name}</dt>
          <dd>
            {figure.name === "Heart rate" && <HeartPulse aria-hidden="true" />}
            {figure.text}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Tags({ tags }: { readonly tags: ActivityCardFragment["tags"] }) {
  if (tags.length === 0) return null;
  return (
    <ul className="tags" aria-label="Tags">
      {tags.map((tag) => (
        <li key={tag.id}>
          <Tag aria-hidden="true" />
          {tag.name ?? tag.comment ?? tagWords(tag.code)}
        </li>
      ))}
    </ul>
  );
}

/** `tag_generic_coffee` is a coffee. */
function tagWords(code: string | null): string {
  return (code ?? "tag").replace(/^tag_(generic_|sleep_)?/, "").replaceAll("_", " ");
}

interface SourcesProps {
  readonly card: ActivityCardFragment;
  readonly record: ActivityRecordFragment;
  readonly others: readonly ActivityRecordFragment[];
}

/** Who recorded it, and each record with all its details. */
function Sources({ card, record, others }: SourcesProps) {
  const count = others.length + 1;
  return (
    <details className="sources">
      <summary>
        {[record, ...others].map((one) => (
          <ProviderMark key={one.id} provider={one.provider} />
        ))}
        <span className="sources-more">{count === 1 ? "Details" : `${count} records`}</span>
      </summary>
      <div className="records">
        <ActivityRecord record={card} />
        {card.duplicates.map((match) => (
          <ActivityRecord key={match.activity.id} record={match.activity} />
        ))}
      </div>
    </details>
  );
}

function withPulse(
  records: readonly [ActivityRecordFragment, ...ActivityRecordFragment[]],
): ActivityRecordFragment {
  return records.find((record) => record.metrics.heartRate !== null) ?? records[0];
}
