/** A document as its parts, before it becomes a DOCX or a PDF. */
export type DocumentPart =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'table'; columns: readonly DocumentColumn[]; rows: readonly (readonly string[])[] }
  | { kind: 'picture'; jpeg: Buffer; width: number; height: number; caption: string };

export interface DocumentColumn {
  name: string;
  /** Share of the page's width, against the other columns'. */
  width: number;
  isNumber?: boolean;
}

export interface ReportDocument {
  title: string;
  subtitle: string;
  parts: readonly DocumentPart[];
  /** Who made it and when, at the end. */
  closing: readonly string[];
}
