import path from 'node:path';
import express, { type Router } from 'express';
import { Problem } from '../problem.ts';

/** The built web pages and the offline basemap. Files are served as they are; any other path is the app's own. */
export function serveWebPages(router: Router, options: { webDir: string; basemapDir: string }): void {
  router.use('/basemap', express.static(options.basemapDir, { maxAge: '1h', fallthrough: false }));
  router.use(
    '/assets',
    express.static(path.join(options.webDir, 'assets'), {
      immutable: true,
      maxAge: '1y',
      fallthrough: false,
    }),
  );
  router.use(express.static(options.webDir, { index: false, maxAge: '1h' }));
  router.get(/^\/(?!api\/|socket\.io\/).*/, (request, response) => {
    if (path.extname(request.path)) throw new Problem('not-found', `There is no file ${request.path}`);
    response.sendFile(path.join(options.webDir, 'index.html'), { headers: { 'Cache-Control': 'no-cache' } });
  });
}
