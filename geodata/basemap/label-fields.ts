import type { ExpressionSpecification } from 'maplibre-gl';

/** What a label of the basemap says in each language: its own name first, the other where that is missing. */
export const labelFields = {
  zh: ['coalesce', ['get', 'name'], ['get', 'nameEn']],
  en: ['coalesce', ['get', 'nameEn'], ['get', 'name']],
} as const satisfies Record<'zh' | 'en', ExpressionSpecification>;
