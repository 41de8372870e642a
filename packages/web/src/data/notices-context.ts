import { createContext, useContext } from "react";

/** Tells something in passing. */
export interface Teller {
  tell(notice: {
    readonly text: string;
    readonly meaning?: "fail";
    readonly action?: { readonly label: string; readonly run: () => void };
  }): void;
}

/** Where passing notices go. */
export const NoticesContext = createContext<Teller | null>(null);

/** The teller of passing notices. */
export function useNotices(): Teller {
  const notices = useContext(NoticesContext);
  if (!notices) throw new Error("There is no NoticesContext around this.");
  return notices;
}
