import { RegisterPage } from '../registers/RegisterPage.tsx';
import { bodyRegister } from './body-register.tsx';

export function BodiesPage() {
  return <RegisterPage definition={bodyRegister} />;
}
