import path from 'node:path';
import PDFDocument from 'pdfkit';
import type { DocumentPart, ReportDocument } from './document.ts';

/** The characters of GB 2312 in Noto Sans SC; a PDF carries those of them that it uses. */
const typeface = path.join(import.meta.dirname, 'fonts/noto-sans-sc-regular.otf');

const mm = (millimetres: number): number => (millimetres / 25.4) * 72;
const margins = { top: mm(26), bottom: mm(24), left: mm(24), right: mm(24) };
const textWidth = mm(210) - margins.left - margins.right;
const size = { title: 20, subtitle: 12, heading: 13, body: 11, table: 8.5, caption: 9 } as const;
const ink = '#16201f';
const lineColour = '#9aa8a8';

type Pdf = InstanceType<typeof PDFDocument>;

/** The document as a PDF that needs no type on the reader's machine. */
export async function asPdf(document: ReportDocument): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins,
    bufferPages: true,
    font: typeface,
    info: { Title: document.title },
    lang: 'zh-CN',
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.fillColor(ink);
  strong(pdf, () => pdf.fontSize(size.title).text(document.title, { align: 'center' }));
  pdf.moveDown(0.4).fontSize(size.subtitle).text(document.subtitle, { align: 'center' });
  for (const part of document.parts) draw(pdf, part);
  pdf.moveDown(1.5).fontSize(size.body);
  for (const line of document.closing) pdf.text(line, { align: 'right' });
  numberPages(pdf);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function draw(pdf: Pdf, part: DocumentPart): void {
  switch (part.kind) {
    case 'heading':
      keepTogether(pdf, 60);
      pdf.moveDown(1);
      strong(pdf, () => pdf.fontSize(size.heading).text(part.text, margins.left));
      pdf.moveDown(0.4);
      return;
    case 'paragraph':
      pdf.fontSize(size.body).text(keepUnits(part.text), margins.left, undefined, {
        width: textWidth,
        align: 'left',
        indent: size.body * 2,
        lineGap: 5,
      });
      return;
    case 'table':
      pdf.moveDown(0.5);
      drawTable(pdf, part);
      pdf.moveDown(0.5);
      return;
    case 'picture': {
      const width = Math.min(textWidth, mm(120));
      const height = (width * part.height) / part.width;
      keepTogether(pdf, height + 30);
      const top = pdf.y + 8;
      pdf.image(part.jpeg, margins.left + (textWidth - width) / 2, top, { width });
      pdf.fontSize(size.caption).text(part.caption, margins.left, top + height + 4, {
        width: textWidth,
        align: 'center',
      });
      pdf.moveDown(0.6);
    }
  }
}

/** A number and its unit stay on one line. */
const keepUnits = (text: string): string => text.replace(/(\d) (?=[件个天])/g, '$1\u00a0');

function drawTable(pdf: Pdf, { columns, rows }: Extract<DocumentPart, { kind: 'table' }>): void {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => (textWidth * width) / whole);
  const padding = 3;
  pdf.fontSize(size.table);
  const row = (cells: readonly string[], isHead: boolean): void => {
    const inner = (column: number) => (widths[column] ?? 0) - 2 * padding;
    const height =
      Math.max(...cells.map((text, i) => pdf.heightOfString(text || ' ', { width: inner(i) }))) + 2 * padding;
    if (pdf.y + height > pdf.page.height - margins.bottom) {
      pdf.addPage();
      if (!isHead) head();
    }
    const top = pdf.y;
    let left = margins.left;
    for (const [i, text] of cells.entries()) {
      const width = widths[i] ?? 0;
      if (isHead) pdf.rect(left, top, width, height).fill('#e8eeee').fillColor(ink);
      pdf.rect(left, top, width, height).lineWidth(0.4).stroke(lineColour);
      const align = isHead ? 'center' : columns[i]?.isNumber ? 'right' : 'left';
      pdf.text(text, left + padding, top + padding, { width: inner(i), align });
      left += width;
    }
    pdf.x = margins.left;
    pdf.y = top + height;
  };
  const head = () =>
    row(
      columns.map(({ name }) => name),
      true,
    );
  keepTogether(pdf, 40);
  head();
  for (const cells of rows) row(cells, false);
}

/** A new page where less than so much is left of this one. */
function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - margins.bottom) pdf.addPage();
}

/** Writes stronger: the outline is drawn along with the character. */
function strong(pdf: Pdf, write: () => void): void {
  const { y } = pdf;
  const { x } = pdf;
  write();
  const after = pdf.y;
  pdf.x = x + 0.35;
  pdf.y = y;
  write();
  pdf.x = x;
  pdf.y = after;
}

function numberPages(pdf: Pdf): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    pdf.page.margins.bottom = 0; // below the margin, without beginning a new page
    pdf.fontSize(9).text(`— ${page + 1} —`, margins.left, pdf.page.height - mm(14), {
      width: textWidth,
      align: 'center',
    });
  }
}
