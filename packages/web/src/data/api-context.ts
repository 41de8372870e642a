import { createContext, useContext } from "react";
import type { Api } from "./api.ts";

/** The one way to the server, for everything below. */
export const ApiContext = createContext<Api | null>(null);

/** The way to the server. */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error("There is no ApiContext around this.");
  return api;
}
