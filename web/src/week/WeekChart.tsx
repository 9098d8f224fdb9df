import { PatternLines } from "@visx/pattern";
import { scaleBand, scaleLinear } from "@visx/scale";
import { useRef } from "react";

import { useWidth } from "../ui/hooks";
import { duration, shortWeekdayOf } from "../words/format";
import { type DaySums, SHARES, type Share, total, type WeekSums } from "./sums";

const HEIGHT = 196;
const TOP = 26;
const BOTTOM = 28;
const LEFT = 40;
const GAP = 2;
const LEAST_BAR = 3;
const ROUND = 5;
const HATCH = "week-hatch";
const LEAST_TOP_SECONDS = 3600;

interface Props {
  readonly sums: WeekSums;
  readonly today: string;
  readonly label: string;
}

/** A bar for each day: exercise solid, calm hatched above it, the sum over both. */
export function WeekChart({ sums, today, label }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const width = useWidth(holder);
  const most = Math.max(...sums.days.map(total), LEAST_TOP_SECONDS);
  const x = scaleBand({
    domain: sums.days.map((day) => day.day),
    range: [LEFT, Math.max(width, LEFT)],
    padding: 0.34,
    paddingOuter: 0.1,
  });
  const y = scaleLinear({ domain: [0, most], range: [HEIGHT - BOTTOM, TOP] });
  return (
    <div ref={holder} className="chart">
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={label}>
          <PatternLines
            id={HATCH}
            width={6}
            height={6}
            orientation={["diagonal"]}
            className="hatch-line"
            background="var(--calm-soft)"
          />
          {gridLines(most).map((seconds) => (
            <g key={seconds} className="grid">
              <line x1={LEFT} x2={width} y1={y(seconds)} y2={y(seconds)} />
              <text x={LEFT - 8} y={y(seconds)} dy="0.32em" textAnchor="end">
                {seconds === 0 ? "0" : hours(seconds)}
              </text>
            </g>
          ))}
          {sums.days.map((day) => (
            <DayBar
              key={day.day}
              day={day}
              isToday={day.day === today}
              left={x(day.day) ?? 0}
              width={x.bandwidth()}
              y={y}
            />
          ))}
        </svg>
      )}
      <ul className="legend" aria-hidden="true">
        {SHARES.map(({ share, name }) => (
          <li key={share} data-share={share}>
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface BarProps {
  readonly day: DaySums;
  readonly isToday: boolean;
  readonly left: number;
  readonly width: number;
  readonly y: (seconds: number) => number;
}

function DayBar({ day, isToday, left, width, y }: BarProps) {
  const middle = left + width / 2;
  const sum = total(day);
  const floor = y(0);
  const exercise = heightOf(day, "exercise", y);
  const calm = heightOf(day, "calm", y);
  const between = exercise > 0 && calm > 0 ? GAP : 0;
  const top = floor - exercise - calm - between;
  return (
    <g className="day-bar" data-today={isToday}>
      <rect
        className="exercise"
        {...{ x: left, width, rx: ROUND }}
        y={floor - exercise}
        height={exercise}
      />
      <rect
        className="calm"
        {...{ x: left, width, rx: ROUND }}
        y={top}
        height={calm}
        fill={`url(#${HATCH})`}
      />
      {sum > 0 && (
        <text className="bar-sum" x={middle} y={top - 7} textAnchor="middle">
          {compact(sum)}
        </text>
      )}
      <text className="bar-day" x={middle} y={HEIGHT - 8} textAnchor="middle">
        {shortWeekdayOf(day.day)}
      </text>
    </g>
  );
}

function heightOf(day: DaySums, share: Share, y: (seconds: number) => number): number {
  return day[share] === 0 ? 0 : Math.max(y(0) - y(day[share]), LEAST_BAR);
}

/** Three or four lines at whole half hours or hours. */
function gridLines(most: number): number[] {
  const steps = [1800, 3600, 7200, 10_800, 14_400, 21_600];
  const step = steps.find((one) => most / one <= 4) ?? 28_800;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}

function hours(seconds: number): string {
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${seconds / 60} min`;
}

/** 58m, 3h05: for the width of a bar. */
function compact(seconds: number): string {
  return duration(seconds).replace(" min", "m").replace(" h ", "h");
}
