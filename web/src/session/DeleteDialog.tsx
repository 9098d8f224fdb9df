import { useState } from "react";

import type { Doomed } from "../feed/ActivityCard";
import { Dialog } from "../ui/Dialog";
import { useDeleteSession } from "./mutations";

interface Props {
  readonly doomed: Doomed;
  readonly onClose: () => void;
  readonly onDeleted: (said: string) => void;
}

/** Asks before a session is deleted, and says what stays. */
export function DeleteDialog({ doomed, onClose, onDeleted }: Props) {
  const [problem, setProblem] = useState<string>();
  const [remove, { loading: isSending }] = useDeleteSession();

  async function send() {
    try {
      const { data } = await remove({ variables: { input: { id: doomed.id } } });
      const told = data?.deleteSession.userErrors.map((one) => one.message).join(" ");
      if (data?.deleteSession.deletedId) onDeleted(`“${doomed.name}” was deleted.`);
      else setProblem(told || "It was not deleted.");
    } catch (failure) {
      const text = failure instanceof Error ? failure.message : String(failure);
      setProblem(`It is not known whether it was deleted: ${text} Trying again is safe.`);
    }
  }

  return (
    <Dialog title={`Delete “${doomed.name}”?`} onClose={onClose}>
      <p>
        The session of {doomed.when} will be gone from Google Fit for good.
        {doomed.others.length > 0 && ` What ${doomed.others.join(" and ")} recorded stays.`}
      </p>
      {problem && (
        <p className="form-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="form-end">
        <button type="button" className="button" onClick={onClose}>
          Keep it
        </button>
        <button
          type="button"
          className="button danger"
          aria-disabled={isSending}
          onClick={() => !isSending && void send()}
        >
          {isSending ? "Deleting…" : "Delete"}
        </button>
      </div>
    </Dialog>
  );
}
