import type { Request, Response } from 'express';
import sharp from 'sharp';

/** A lane in fog with a box in it, in a colour that belongs to the case. */
export async function mockSnapshot(request: Request, response: Response): Promise<void> {
  const hue = Number(String(request.params.id).slice(-3)) * 40;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720">
    <rect width="1280" height="720" fill="hsl(${hue} 12% 36%)"/>
    <path d="M430 720 600 260h90l220 460Z" fill="#4b4e50"/>
    <rect x="560" y="330" width="210" height="170" fill="none" stroke="#ff5b3e" stroke-width="6"/>
  </svg>`;
  response.type('jpeg').send(await sharp(Buffer.from(svg)).jpeg().toBuffer());
}
