import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { Toaster } from 'sonner';
import { caseRoles } from '#contract/endpoint.ts';
import { UnderAlertBars } from './alerts-desk/under-alert-bars.tsx';
import { AdministrationPage } from './pages/administration-page.tsx';
import { AlertLinkPage } from './pages/alert-link-page.tsx';
import { AlertsPage } from './pages/alerts-page.tsx';
import { CallBacksPage } from './pages/call-backs-page.tsx';
import { CasePage } from './pages/case-page.tsx';
import { CasesPage } from './pages/cases-page.tsx';
import { DispatchPage } from './pages/dispatch-page.tsx';
import { DutyPage } from './pages/duty-page.tsx';
import { FailureBoundary } from './pages/failure-boundary.tsx';
import { FailurePage } from './pages/failure-page.tsx';
import { FirstStepsPage } from './pages/first-steps-page.tsx';
import { HealthPage } from './pages/health-page.tsx';
import { LoginPage } from './pages/login-page.tsx';
import { OrderPage } from './pages/order-page.tsx';
import { PlatesPage } from './pages/plates-page.tsx';
import { RatePage } from './pages/rate-page.tsx';
import { ReportPage } from './pages/report-page.tsx';
import { ReportsPage } from './pages/reports-page.tsx';
import { ResidentPage } from './pages/resident-page.tsx';
import { ScoresPage } from './pages/scores-page.tsx';
import { WallPage } from './pages/wall-page.tsx';
import { ApiProblem } from './platform/api/api-problem.ts';
import { useLiveWall } from './platform/live/use-live-wall.ts';
import { useSession } from './platform/session-state.ts';
import { useWallScale } from './platform/wall-scale.ts';
import { SessionGate } from './session/session-gate.tsx';

/** A call that needed a session and had none: back to the login, wherever one is. */
const onError = (error: Error): void => {
  if (!(error instanceof ApiProblem)) return;
  if (error.code === 'not-signed-in') useSession.getState().expire();
  if (error.code.startsWith('must-')) useSession.getState().askAgain();
};
const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      retry: (count, error) =>
        !(error instanceof ApiProblem && error.status >= 400 && error.status < 500) && count < 5,
    },
  },
});

/** The interface: the login before everything, then the pages, all fed by one live wall. */
export function App() {
  useWallScale();
  return (
    <FailureBoundary fallback={<FailurePage />}>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <Routes>
            <Route path="/a/:token" element={<AlertLinkPage />} />
            <Route path="/rate/:token" element={<RatePage />} />
            <Route path="/r/:plate" element={<ResidentPage />} />
            <Route
              path="/report"
              element={
                <SessionGate login={<LoginPage />} firstSteps={<FirstStepsPage />} openWhileAsking>
                  <ReportPage />
                </SessionGate>
              }
            />
            <Route
              path="*"
              element={
                <SessionGate login={<LoginPage />} firstSteps={<FirstStepsPage />}>
                  <UnderAlertBars>
                    <SignedIn />
                  </UnderAlertBars>
                </SessionGate>
              }
            />
          </Routes>
        </BrowserRouter>
        <Toaster
          theme="dark"
          position="bottom-center"
          toastOptions={{
            classNames: { toast: 'rounded-md! border-line-strong! bg-raised! text-ink! font-sans!' },
          }}
        />
      </QueryClientProvider>
    </FailureBoundary>
  );
}

/** Administrators of audits and of accounts have no wall: they land where their work is. */
function SignedIn() {
  const hasWall = useSession(({ user }) => user !== null && caseRoles.includes(user.role));
  return hasWall ? (
    <WithWall />
  ) : (
    <Routes>
      <Route path="/administration/:tab?" element={<AdministrationPage />} />
      <Route path="*" element={<Navigate to="/administration" replace />} />
    </Routes>
  );
}

function WithWall() {
  useLiveWall();
  return (
    <Routes>
      <Route path="/health" element={<HealthPage />} />
      <Route path="/alerts" element={<AlertsPage />} />
      <Route path="/duty" element={<DutyPage />} />
      <Route path="/administration/:tab?" element={<AdministrationPage />} />
      <Route path="/reports" element={<ReportsPage />} />
      <Route path="/scores" element={<ScoresPage />} />
      <Route path="/call-backs" element={<CallBacksPage />} />
      <Route path="/plates" element={<PlatesPage />} />
      <Route path="/cases" element={<CasesPage />} />
      <Route path="/cases/:id" element={<CasePage />} />
      <Route path="/dispatch/orders/:id" element={<OrderPage />} />
      <Route path="/dispatch/:tab?" element={<DispatchPage />} />
      <Route path="*" element={<WallPage />} />
    </Routes>
  );
}
