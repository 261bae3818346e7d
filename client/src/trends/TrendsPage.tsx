import { RegisterPage } from '../registers/RegisterPage.tsx';
import { trendRegister } from './trend-register.tsx';

export function TrendsPage() {
  return <RegisterPage definition={trendRegister} />;
}
