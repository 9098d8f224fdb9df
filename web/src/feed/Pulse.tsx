import { scaleLinear } from "@visx/scale";
import { AreaClosed, LinePath } from "@visx/shape";

import type { ActivityRecordFragment } from "../gql/graphql";
import { whole } from "../words/format";

const WIDTH = 132;
const HEIGHT = 40;
const MARGIN = 3;
const LEAST_RANGE_BPM = 30;

interface Point {
  readonly index: number;
  readonly value: number | null;
}

/** The heart rate as a small line, with its ends in words; a gap stays a gap. */
export function Pulse({ metrics }: { readonly metrics: ActivityRecordFragment["metrics"] }) {
  const points = (metrics.heartRate?.values ?? []).map((value, index) => ({ index, value }));
  const told = points.map((point) => point.value).filter((value) => value !== null);
  if (told.length < 2) return null;
  const [low, high] = [Math.min(...told), Math.max(...told)];
  const middle = (low + high) / 2;
  const half = Math.max(high - low, LEAST_RANGE_BPM) / 2;
  const x = scaleLinear({ domain: [0, points.length - 1], range: [MARGIN, WIDTH - MARGIN] });
  const y = scaleLinear({
    domain: [middle - half, middle + half],
    range: [HEIGHT - MARGIN, MARGIN],
  });
  const place = {
    data: points,
    x: (point: Point) => x(point.index),
    y: (point: Point) => y(point.value ?? middle),
    defined: (point: Point) => point.value !== null,
  };
  return (
    <figure className="pulse">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={inWords(metrics, low, high)}>
        <AreaClosed<Point> {...place} yScale={y} className="pulse-area" />
        <LinePath<Point> {...place} className="pulse-line" />
      </svg>
      <figcaption aria-hidden="true">
        {whole(low)} – {whole(high)} bpm
      </figcaption>
    </figure>
  );
}

function inWords(metrics: ActivityRecordFragment["metrics"], low: number, high: number): string {
  const { averageHeartRateBpm: mean, minimumHeartRateBpm, maximumHeartRateBpm } = metrics;
  const from = whole(minimumHeartRateBpm ?? low);
  const to = whole(maximumHeartRateBpm ?? high);
  const middle = mean === null ? "" : `, ${whole(mean)} on average`;
  return `Heart rate: ${from} to ${to} bpm${middle}`;
}
