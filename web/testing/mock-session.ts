import type { Express, Response } from 'express';
import { ProblemDetails } from '#contract/problem.ts';
import { SessionUser } from '#contract/session.ts';

/** Answers as RFC 9457 says. */
export function refuse(response: Response, status: number, code: string): void {
  const problem = ProblemDetails.parse({ type: 'about:blank', title: code, status, detail: code, code });
  response.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Mounts one session for everybody: the password is `eyrie`; `locked` locks. Whatever is mounted later needs it. */
export function mockSession(app: Express, signedIn: boolean) {
  let open = signedIn;
  const user = () =>
    SessionUser.parse({
      id: '1',
      username: 'operator',
      name: '值班员',
      role: 'operator',
      areaCode: null,
      departmentCode: null,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
  app.post('/api/session', (request, response) => {
    const { password } = request.body;
    if (password === 'locked') return refuse(response.set('retry-after', '540'), 423, 'account-locked');
    if (password !== 'eyrie') return refuse(response, 401, 'wrong-password');
    open = true;
    response.json(user());
  });
  app.get('/api/session', (_, response) => {
    if (open) response.json(user());
    else refuse(response, 401, 'not-signed-in');
  });
  app.delete('/api/session', (_, response) => {
    open = false;
    response.json({});
  });
  app.use('/api', (_, response, next) => {
    if (open) next();
    else refuse(response, 401, 'not-signed-in');
  });
  return {
    end() {
      open = false;
    },
  };
}
