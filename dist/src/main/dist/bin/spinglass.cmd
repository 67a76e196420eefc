@echo off
rem Starts Spinglass as it is installed: with the Java beside it, else that of SPINGLASS_JAVA, JAVA_HOME or PATH.
rem Written for Windows and not yet run there.
setlocal
set "here=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%here%\java\bin\java.exe" set "java=%here%\java\bin\java"
if defined SPINGLASS_JAVA set "java=%SPINGLASS_JAVA%\bin\java"
"%java%" "@%here%\lib\java.args" --add-modules=jdk.incubator.vector -Dspinglass.purpose=work %JAVA_OPTS% %SPINGLASS_OPTS% ^
  -cp "%here%\lib\*" org.spinglass.cli.Main %*
exit /b %ERRORLEVEL%
