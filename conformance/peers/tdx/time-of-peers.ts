/** When peers are told it is, in seconds since 1970: 2026-09-21. */
export const nowSeconds = 1_789_990_000;

/** When that day's collateral was issued: at its beginning. */
export const issuedDaySeconds = Math.floor(nowSeconds / 86_400) * 86_400;
