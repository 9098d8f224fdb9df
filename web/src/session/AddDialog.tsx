import { type ReactNode, useEffect, useRef, useState } from "react";

import { readFragment } from "../gql";
import type { ActivityType } from "../gql/graphql";
import { Dialog } from "../ui/Dialog";
import { TYPE_GROUPS, typeName } from "../words/activity-types";
import {
  type Draft,
  type FieldName,
  inputOf,
  newDraft,
  newSessionId,
  PROBLEM,
  type Problems,
  problemsBefore,
  problemsIn,
} from "./draft";
import { useAddSession } from "./mutations";

interface Props {
  readonly onClose: () => void;
  readonly onAdded: (id: string, said: string) => void;
}

/** The form for a session of one's own; it is stored at Google Fit. */
export function AddDialog({ onClose, onAdded }: Props) {
  const form = useSessionForm(onAdded);
  const { draft, problems, set, submit, isSending, element } = form;
  return (
    <Dialog title="Add a session" onClose={onClose}>
      <form ref={element} className="form" noValidate onSubmit={submit}>
        <p className="form-lead">It is stored at Google Fit, and stands in your feed at once.</p>
        {problems.form && (
          <p className="form-problem" role="alert">
            {problems.form}
          </p>
        )}
        <Field name="title" label="Title" problem={problems.title}>
          {(attributes) => (
            <input
              {...attributes}
              type="text"
              autoComplete="off"
              placeholder="Lunch run"
              value={draft.title}
              onChange={(event) => set({ title: event.target.value })}
            />
          )}
        </Field>
        <Field name="type" label="Type" problem={problems.type}>
          {(attributes) => (
            <select
              {...attributes}
              value={draft.type}
              onChange={(event) => set({ type: event.target.value as ActivityType })}
            >
              {TYPE_GROUPS.map((group) => (
                <optgroup key={group.name} label={group.name}>
                  {group.types.map((type) => (
                    <option key={type} value={type}>
                      {typeName(type)}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
        <div className="form-row">
          <Field name="start" label="Start" problem={problems.start}>
            {(attributes) => (
              <input
                {...attributes}
                type="datetime-local"
                value={draft.start}
                onChange={(event) => set({ start: event.target.value })}
              />
            )}
          </Field>
          <Field name="end" label="End" problem={problems.end}>
            {(attributes) => (
              <input
                {...attributes}
                type="datetime-local"
                value={draft.end}
                onChange={(event) => set({ end: event.target.value })}
              />
            )}
          </Field>
        </div>
        <div className="form-end">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" aria-disabled={isSending}>
            {isSending ? "Adding…" : "Add session"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function useSessionForm(onAdded: Props["onAdded"]) {
  const [draft, setDraft] = useState(() => newDraft(new Date()));
  const [problems, setProblems] = useState<Problems>({});
  const [sessionId] = useState(newSessionId);
  const [add, { loading: isSending }] = useAddSession();
  const element = useRef<HTMLFormElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new set of problems moves the focus
  useEffect(() => {
    element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);

  async function send() {
    const early = problemsBefore(draft);
    if (Object.keys(early).length > 0) return setProblems(early);
    try {
      const { data } = await add({ variables: { input: inputOf(draft, sessionId) } });
      const payload = data?.upsertSession;
      const told = payload?.userErrors.map((one) => readFragment(PROBLEM, one)) ?? [];
      setProblems(problemsIn(told));
      if (!payload?.activity) return;
      const notes = payload.warnings.map((warning) => ` ${warning.message}`).join("");
      onAdded(payload.activity.id, `“${draft.title}” was added.${notes}`);
    } catch (failure) {
      setProblems({
        form: `It is not known whether it was stored: ${textOf(failure)} Send again.`,
      });
    }
  }

  return {
    draft,
    problems,
    isSending,
    element,
    set: (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })),
    submit: (event: React.SubmitEvent) => {
      event.preventDefault();
      if (!isSending) void send();
    },
  };
}

function textOf(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : String(failure);
  return text.endsWith(".") ? text : `${text}.`;
}

interface FieldAttributes {
  readonly id: string;
  readonly name: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

interface FieldProps {
  readonly name: FieldName;
  readonly label: string;
  readonly problem: string | undefined;
  readonly children: (attributes: FieldAttributes) => ReactNode;
}

/** A label, its input and what is wrong with it, tied together for those who hear it. */
function Field({ name, label, problem, children }: FieldProps) {
  const id = `session-${name}`;
  const attributes: FieldAttributes = {
    id,
    name,
    "aria-invalid": problem !== undefined,
    "aria-describedby": problem === undefined ? undefined : `${id}-problem`,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(attributes)}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="form-problem">
          {problem}
        </p>
      )}
    </div>
  );
}
