@echo off
rem Starts Spinglass as it is installed: with the Java beside it, else one that it finds, and the flags that the JVM needs.
rem Takes the program's arguments as they are.
setlocal EnableExtensions DisableDelayedExpansion
for %%d in ("%~dp0..") do set "here=%%~fd"

rem The first Java 25 or newer of: SPINGLASS_JAVA, the one beside this, JAVA_HOME, PATH.
set "java="
set "version="
if defined SPINGLASS_JAVA call :look "%SPINGLASS_JAVA:"=%"
if not defined java call :look "%here%\java"
if not defined java if defined JAVA_HOME call :look "%JAVA_HOME:"=%"
if not defined java call :ask
if not defined java goto none

rem The module of vector code is an incubator, of which JDK 25 says nothing when the program loads it late.
set "vectors=--add-modules=jdk.incubator.vector"
if "%version%"=="25" set "vectors=--add-exports=java.base/jdk.internal.module=ALL-UNNAMED"

rem Help and the version are over before the JVM's second compiler is of any use.
set "compiler="
for %%w in ("" help completion --help -h --version -V) do if "%~1"=="%%~w" set "compiler=-XX:TieredStopAtLevel=1"
if "%~2"=="--help" set "compiler=-XX:TieredStopAtLevel=1"

"%java%" "@%here%\lib\java.args" %vectors% %compiler% -Dspinglass.purpose=work %JAVA_OPTS% %SPINGLASS_OPTS% -cp "%here%\lib\*" org.spinglass.cli.Main %*
exit /b %ERRORLEVEL%

rem Takes the Java in folder %1 when it fits: its file release has a line such as JAVA_VERSION="25.0.1".
:look
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "found="
for /f "usebackq tokens=1,2 delims==" %%k in ("%~1\release") do if "%%k"=="JAVA_VERSION" set "found=%%l"
set "candidate=%~1\bin\java.exe"
goto choose

rem Takes the Java of PATH when it fits, which may be one that only begins another: it is asked.
:ask
set "found="
for /f "tokens=2,3" %%k in ('java.exe -version 2^>^&1') do if "%%k"=="version" set "found=%%l"
set "candidate=java.exe"

rem Takes what was found when it fits.
:choose
if not defined found exit /b 0
for /f "tokens=1 delims=." %%v in ("%found:"=%") do set "found=%%v"
if %found% lss 25 exit /b 0
set "java=%candidate%"
set "version=%found%"
exit /b 0

:none
echo spinglass: needs a Java 25 or newer; none found in SPINGLASS_JAVA, JAVA_HOME or PATH>&2
exit /b 2
