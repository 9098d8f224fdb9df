import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";

const SHOWN_MILLISECONDS = 7000;
const Announce = createContext<(text: string) => void>(() => undefined);

/** What tells of something that happened: shown for a while, and read out. */
export function useAnnounce(): (text: string) => void {
  return useContext(Announce);
}

export function Announcer({ children }: { readonly children: ReactNode }) {
  const [text, setText] = useState("");
  const announce = useCallback((said: string) => setText(said), []);
  useEffect(() => {
    if (text === "") return;
    const timer = setTimeout(() => setText(""), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Announce value={announce}>
      {children}
      <div className="toast" role="status" data-empty={text === ""}>
        {text}
      </div>
    </Announce>
  );
}
