/** How many requests a service answers in a stretch of time. */
export interface ThrottleLimit {
  readonly requests: number;
  readonly windowSeconds: number;
}

/** Requests counted so far. */
export interface ThrottleState {
  readonly windowStart: number;
  readonly count: number;
}

/** Counts one request. @returns whether it is one too many, and what to go on with. */
export function throttle(
  state: ThrottleState | undefined,
  nowSeconds: number,
  { requests, windowSeconds }: ThrottleLimit,
): { readonly throttled: boolean; readonly state: ThrottleState } {
  const fresh = state === undefined || nowSeconds >= state.windowStart + windowSeconds;
  const next = fresh ? { windowStart: nowSeconds, count: 1 } : { ...state, count: state.count + 1 };
  return { throttled: next.count > requests, state: next };
}
