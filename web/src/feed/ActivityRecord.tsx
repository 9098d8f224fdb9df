import { type FragmentType, graphql, readFragment } from "../gql";
import type { ActivityRecordFragment } from "../gql/graphql";
import { ProviderMark } from "../ui/ProviderMark";
import { typeName } from "../words/activity-types";
import { clockOf, duration, endLocal, localHere } from "../words/format";
import { figuresOf } from "./figures";
import { MissingFigures } from "./MissingFigures";

export const RECORD = graphql(`
  fragment ActivityRecord on Activity {
    id
    provider
    kind
    type
    providerType
    title
    notes
    startTime
    endTime
    startLocal
    durationSeconds
    intensity
    mood
    recordingMethod
    application {
      name
      packageName
    }
    metrics {
      activeEnergyKcal
      totalEnergyKcal
      distanceMeters
      steps
      averageHeartRateBpm
      minimumHeartRateBpm
      maximumHeartRateBpm
      heartRate(maxPoints: 48) {
        values
      }
      status {
        state
        error {
          code
          message
        }
      }
    }
  }
`);

export type RecordOf = FragmentType<typeof RECORD>;

const METHODS: Record<ActivityRecordFragment["recordingMethod"], string | null> = {
  MANUAL: "entered by hand",
  AUTO_DETECTED: "found by the device",
  AUTO_CONFIRMED: "found by the device, confirmed",
  ACTIVELY_RECORDED: "started and stopped by hand",
  UNKNOWN: null,
};

/** One provider's record with everything that it tells. */
export function ActivityRecord({ record: masked }: { readonly record: RecordOf }) {
  const record = readFragment(RECORD, masked);
  const facts = [
    ["Time", `${timesOf(record)} (${duration(record.durationSeconds)})`],
    ["Type", `${typeName(record.type)}, told as “${record.providerType}”`],
    ...figuresOf(record).map((figure) => [figure.name, figure.text]),
    ["Steps", record.metrics.steps?.toLocaleString("en-GB")],
    ["Intensity", record.intensity?.toLowerCase()],
    ["Mood", record.mood],
    ["Recorded", METHODS[record.recordingMethod] ?? null],
    ["App", record.application?.name ?? record.application?.packageName],
    ["Notes", record.notes],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  return (
    <div className="record">
      <h4>
        <ProviderMark provider={record.provider} />
        {record.title && <span className="record-title">{record.title}</span>}
      </h4>
      <dl>
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <MissingFigures record={record} />
    </div>
  );
}

/** 19:08 – 20:06 on the wall clock where the wearer was; where that is not known, on ours. */
export function timesOf(
  record: Pick<ActivityRecordFragment, "startTime" | "startLocal" | "endTime">,
): string {
  const start = record.startLocal ?? localHere(record.startTime);
  const end = endLocal(record.startTime, start, record.endTime);
  return `${clockOf(start)} – ${clockOf(end)}`;
}
