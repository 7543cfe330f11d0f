/**
 * The id under which the map knows a thing. Codes are digits only, and MapLibre writes an all-digit id into its
 * tiles as a 64-bit number, which a 20-digit camera code overflows: its tile would stay empty.
 */
export const featureKey = (code: string): string => `#${code}`;
